package io.meanwhile.app.engine;

import io.meanwhile.app.engine.CommandMessages.Answer;
import io.meanwhile.app.engine.CommandMessages.Cancel;
import io.meanwhile.app.engine.CommandMessages.CommandResult;
import io.meanwhile.app.engine.CommandMessages.Observe;
import io.meanwhile.app.engine.CommandMessages.Pause;
import io.meanwhile.app.engine.CommandMessages.Resume;
import io.meanwhile.app.engine.CommandMessages.Skip;
import io.meanwhile.app.engine.CommandMessages.StartSaga;
import io.meanwhile.app.engine.CommandMessages.Tell;
import io.meanwhile.app.engine.CommandMessages.Undo;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Observation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;

/** Commands travel as named, versioned messages over the command bus; reads go to the engine. */
public final class BusOrchestrator implements Orchestrator {
  private final CommandBus bus;
  private final Engine engine;

  public BusOrchestrator(CommandBus bus, Engine engine) {
    this.bus = bus;
    this.engine = engine;
  }

  @Override
  public CompletableFuture<Receipt> start(StartRequest request) {
    return dispatch(
        CommandMessages.START_SAGA,
        new StartSaga(
            request.id(),
            request.definition(),
            request.version(),
            request.input(),
            request.attributes()),
        request.caller());
  }

  @Override
  public CompletableFuture<Receipt> observe(String saga, Observation seen, Caller caller) {
    return dispatch(
        CommandMessages.OBSERVE,
        new Observe(
            saga,
            seen.effect().toString(),
            seen.observer(),
            seen.id(),
            CommandHandlers.word(seen.status()),
            seen.depth(),
            seen.result(),
            seen.reason(),
            seen.outcome() == null ? null : CommandHandlers.word(seen.outcome()),
            seen.occurredAt(),
            seen.seenAt(),
            seen.sequence()),
        caller);
  }

  @Override
  public CompletableFuture<Receipt> cancel(String saga, String reason, Caller caller) {
    return dispatch(CommandMessages.CANCEL, new Cancel(saga, reason), caller);
  }

  @Override
  public CompletableFuture<Receipt> undo(String saga, String reason, Caller caller) {
    return dispatch(CommandMessages.UNDO, new Undo(saga, reason), caller);
  }

  @Override
  public CompletableFuture<Receipt> pause(String saga, String reason, Caller caller) {
    return dispatch(CommandMessages.PAUSE, new Pause(saga, reason), caller);
  }

  @Override
  public CompletableFuture<Receipt> resume(String saga, String reason, Caller caller) {
    return dispatch(CommandMessages.RESUME, new Resume(saga, reason), caller);
  }

  @Override
  public CompletableFuture<Receipt> skip(String saga, String step, String reason, Caller caller) {
    return dispatch(CommandMessages.SKIP, new Skip(saga, step, reason), caller);
  }

  @Override
  public CompletableFuture<Receipt> migrate(CommandMessages.Migrate migrate, Caller caller) {
    return dispatch(CommandMessages.MIGRATE, migrate, caller);
  }

  @Override
  public Definition asked(SagaView view, int version) {
    return engine.versions().asked(view.state(), version);
  }

  @Override
  public CompletableFuture<Receipt> answer(
      String saga,
      int question,
      Choice choice,
      String reason,
      @Nullable Object result,
      Caller caller) {
    return dispatch(
        CommandMessages.ANSWER,
        new Answer(saga, question, CommandHandlers.word(choice), reason, result),
        caller);
  }

  @Override
  public CompletableFuture<Receipt> tell(
      String saga, String name, String id, @Nullable Object data, Caller caller) {
    return dispatch(CommandMessages.MESSAGE, new Tell(saga, name, id, data), caller);
  }

  @Override
  public CompletableFuture<Receipt> decide(
      String saga, CommandMessages.Decide decide, Caller caller) {
    return dispatch(CommandMessages.DECIDE, decide, caller);
  }

  private CompletableFuture<Receipt> dispatch(MessageType type, Object payload, Caller caller) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(CommandMessages.WHO, caller.who());
    if (caller.correlation() != null) {
      metadata.put(CommandMessages.CORRELATION, caller.correlation());
    }
    if (caller.causation() != null) {
      metadata.put(CommandMessages.CAUSATION, caller.causation());
    }
    return bus.dispatch(new GenericCommandMessage(type, payload, metadata), null)
        .thenApply(message -> receipt(message.payload()));
  }

  private static Receipt receipt(@Nullable Object payload) {
    CommandResult result = (CommandResult) Objects.requireNonNull(payload);
    if (result.refusal() != null) {
      throw result.refusal().toException();
    }
    return Objects.requireNonNull(result.receipt());
  }

  @Override
  public Optional<SagaView> find(String saga) {
    return engine.find(saga);
  }

  @Override
  public CompletableFuture<SagaView> await(
      String saga, Predicate<SagaView> until, Duration atMost) {
    return engine.await(saga, until, atMost);
  }

  @Override
  public AutoCloseable follow(String saga, long afterSequence, Consumer<StoredEvent> reader) {
    return engine.follow(saga, afterSequence, reader);
  }
}
