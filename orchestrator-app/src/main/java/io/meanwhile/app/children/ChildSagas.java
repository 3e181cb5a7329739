package io.meanwhile.app.children;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.engine.StartRequest;
import io.meanwhile.app.participants.Attempt;
import io.meanwhile.app.participants.Channel;
import io.meanwhile.core.model.Child;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The participant that starts sagas for steps of other sagas, and takes them back. A child's id
 * follows from the action's key: asked twice, it is the same one.
 */
public final class ChildSagas implements Channel {
  private final Supplier<Orchestrator> orchestrator;
  private final Set<String> starting = ConcurrentHashMap.newKeySet();

  /**
   * @param orchestrator asked for when something is to be done: it is made after its participants
   */
  public ChildSagas(Supplier<Orchestrator> orchestrator) {
    this.orchestrator = orchestrator;
  }

  @Override
  public Answer ask(Attempt attempt) throws Exception {
    EffectKey key = attempt.effect();
    EffectRequest request = attempt.request();
    String child = Child.idOf(request.saga(), key.isAction() ? key : key.undone());
    if (!key.isAction()) {
      return takeBack(child, request);
    }
    starting.add(child);
    try {
      return start(child, key, request);
    } finally {
      starting.remove(child);
    }
  }

  private Answer start(String id, EffectKey key, EffectRequest request) throws Exception {
    Map<?, ?> asked = request.input() instanceof Map<?, ?> fields ? fields : Map.of();
    Child child = new Child(request.saga(), key, depth(request.saga()) + 1);
    if (child.depth() > Child.DEEPEST) {
      throw new RejectedException(
          "sagas that start sagas are " + Child.DEEPEST + " deep at most: does one start itself?");
    }
    Integer version = asked.get("version") instanceof Long number ? number.intValue() : null;
    Receipt _ =
        done(
            orchestrator
                .get()
                .start(
                    new StartRequest(
                        id,
                        String.valueOf(asked.get("definition")),
                        version,
                        asked.get("input"),
                        child.attributes(),
                        new Caller("saga:" + request.saga(), null, request.key()))));
    return Answer.accepted(null);
  }

  private int depth(String saga) {
    Child parent = orchestrator.get().find(saga).map(SagaView::state).map(Child::of).orElse(null);
    return parent == null ? 0 : parent.depth();
  }

  /** Past its end too; what was never started will not be. */
  private Answer takeBack(String id, EffectRequest request) throws Exception {
    if (starting.contains(id)) {
      throw new UnavailableException("saga " + id + " is being started");
    }
    Optional<SagaView> child = orchestrator.get().find(id);
    if (child.isEmpty()) {
      return Answer.done(null).with(CompensationOutcome.BLOCKED);
    }
    if (isCompensated(child.get())) {
      return Answer.done(null).with(CompensationOutcome.UNDONE);
    }
    try {
      String why = request.saga() + " takes back what it started";
      Caller caller = new Caller("saga:" + request.saga(), null, request.key());
      Receipt _ = done(orchestrator.get().undo(id, why, caller));
    } catch (RejectedException refused) {
      return new Answer(
          Report.REFUSED, null, null, "saga " + id + ": " + refused.getMessage(), null, null);
    }
    return orchestrator.get().find(id).filter(ChildSagas::isCompensated).isPresent()
        ? Answer.done(null).with(CompensationOutcome.UNDONE)
        : Answer.accepted(null);
  }

  private static boolean isCompensated(SagaView child) {
    return child.state().ended() != null
        && child.state().ended().outcome() == SagaStatus.COMPENSATED;
  }

  /** What can be asked again later is no answer; what cannot is our mistake. */
  private static <T> T done(CompletableFuture<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      @Nullable Throwable cause = e.getCause();
      if (cause instanceof RefusedException refused && refused.retryAfter() == null) {
        throw new RejectedException(refused.code() + ": " + refused.detail());
      }
      throw e;
    }
  }
}
