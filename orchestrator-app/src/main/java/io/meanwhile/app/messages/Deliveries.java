package io.meanwhile.app.messages;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Report;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Hands messages to sagas: as an observation by the orchestrator, under the message's id. */
public final class Deliveries {
  private final Orchestrator orchestrator;

  public Deliveries(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  /** What became of it. */
  enum Told {
    /** The step has it, or had it already. */
    TAKEN,
    /** The step waits no more. */
    NOT_WAITING,
    /** Nothing is known: to be told again. */
    NOT_NOW
  }

  /** Never fails. */
  CompletableFuture<Told> deliver(Wait wait, String id, @Nullable Object data, Instant received) {
    Caller caller = new Caller("message:" + wait.name(), null, id);
    return orchestrator
        .observe(wait.saga(), observation(wait, id, data, received), caller)
        .handle((_, failure) -> failure == null ? Told.TAKEN : told(failure));
  }

  /** The same message is the same observation, whenever it is made. */
  static Observation observation(Wait wait, String id, @Nullable Object data, Instant received) {
    return new Observation(
        wait.effect(), Own.PARTICIPANT, id, Report.FINAL, null, data, null, null, null, received);
  }

  private static Told told(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean over =
        cause instanceof RefusedException refused
            && (refused.code().equals("not-waiting") || refused.code().equals("saga-stopped"));
    return over ? Told.NOT_WAITING : Told.NOT_NOW;
  }
}
