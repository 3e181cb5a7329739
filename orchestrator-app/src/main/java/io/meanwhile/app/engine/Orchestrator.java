package io.meanwhile.app.engine;

import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Observation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine as everything else sees it. Futures complete once what they say is durable; a refusal
 * completes them with {@link RefusedException}. Reads show durable state only.
 */
public interface Orchestrator {

  /**
   * Starts a saga. Refusals: unknown-definition, saga-exists, bad-saga-id, busy, and what the
   * definition says about the input.
   */
  CompletableFuture<Receipt> start(StartRequest request);

  /** Hands in an observation about one effect. Refusals: unknown-saga, unknown-effect. */
  CompletableFuture<Receipt> observe(String saga, Observation observation, Caller caller);

  /** Asks to go backward. Refusals: unknown-saga, saga-ended, pivot-passed. */
  CompletableFuture<Receipt> cancel(String saga, String reason, Caller caller);

  /**
   * Takes back what a saga did, past its end too, for the one that started it. Refusals:
   * unknown-saga, pivot-passed.
   */
  CompletableFuture<Receipt> undo(String saga, String reason, Caller caller);

  /** Holds all sends but probes; reactions wait. Refusals: unknown-saga, saga-ended. */
  CompletableFuture<Receipt> pause(String saga, String reason, Caller caller);

  /** Goes on after a pause. Refusal: unknown-saga. */
  CompletableFuture<Receipt> resume(String saga, String reason, Caller caller);

  /**
   * Leaves a step out that has not begun, or is parked. Refusals: unknown-saga, saga-ended,
   * cannot-skip.
   */
  CompletableFuture<Receipt> skip(String saga, String step, String reason, Caller caller);

  /** Tells one saga a message. Refusals: unknown-saga, not-waiting. */
  CompletableFuture<Receipt> tell(
      String saga, String name, String id, @Nullable Object data, Caller caller);

  /**
   * Makes a decision that a step waits for. Refusals: unknown-saga, not-waiting, forbidden,
   * choice-not-offered, input-invalid.
   */
  CompletableFuture<Receipt> decide(String saga, CommandMessages.Decide decide, Caller caller);

  /**
   * Lets a saga follow another version of its definition. Refusals: unknown-saga,
   * unknown-definition, input-invalid, saga-ended, same-version, cannot-migrate.
   */
  CompletableFuture<Receipt> migrate(CommandMessages.Migrate migrate, Caller caller);

  /**
   * The version with that number that a saga may be asked to follow.
   *
   * @throws RefusedException unknown-definition, input-invalid
   */
  Definition asked(SagaView view, int version);

  /** Settles a parked question. Refusals: unknown-saga, and what the decider says. */
  CompletableFuture<Receipt> answer(
      String saga,
      int question,
      Choice choice,
      String reason,
      @Nullable Object result,
      Caller caller);

  /**
   * The durable state; empty when there is no such saga.
   *
   * @throws RefusedException unavailable, when the log cannot be read
   */
  Optional<SagaView> find(String saga);

  /**
   * Completes with the first durable state that satisfies {@code until}, or with the state as it is
   * when {@code atMost} is over. Refusal: unknown-saga.
   */
  CompletableFuture<SagaView> await(String saga, Predicate<SagaView> until, Duration atMost);

  /**
   * Hands every event after {@code afterSequence} to {@code reader}, in order and without a gap,
   * old ones first, then new ones as they become durable. Closing stops it; so does a reader that
   * throws.
   *
   * @param afterSequence -1 for all; sequence numbers count from 0
   * @throws RefusedException unknown-saga
   */
  AutoCloseable follow(String saga, long afterSequence, Consumer<StoredEvent> reader);
}
