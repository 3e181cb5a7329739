package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.core.model.Child;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.standing.Standing;
import io.meanwhile.core.standing.Statuses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A saga's standing, with how the sagas are that it waits for. */
final class Standings {
  private final Orchestrator orchestrator;

  Standings(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  /**
   * The standing.
   *
   * @param past true for a saga as it was: of others it is not known how they were
   */
  Standing of(SagaView view, boolean past) {
    Standing standing = Standing.of(view.definition(), view.state());
    Map<String, String> children = past ? Map.of() : children(view);
    return children.isEmpty() ? standing : with(standing, children);
  }

  /** How the children are that are waited for, by effect. */
  private Map<String, String> children(SagaView view) {
    Map<String, String> children = new HashMap<>();
    for (Effect effect : view.state().all()) {
      if (Own.of(effect.to()) == Own.SAGA) {
        EffectKey action = effect.key().isAction() ? effect.key() : effect.key().undone();
        String status = status(Child.idOf(view.state().id(), action));
        if (status != null) {
          children.put(effect.key().toString(), status);
        }
      }
    }
    return children;
  }

  private @Nullable String status(String child) {
    return orchestrator
        .find(child)
        .map(view -> Statuses.statusOf(view.definition(), view.state()).name())
        .orElse(null);
  }

  private static Standing with(Standing standing, Map<String, String> children) {
    List<Standing.Pending> pending =
        standing.pending().stream()
            .map(entry ->
                children.containsKey(entry.effect())
                    ? with(entry, String.valueOf(children.get(entry.effect())))
                    : entry)
            .toList();
    return new Standing(
        standing.status(),
        standing.direction(),
        standing.why(),
        standing.paused(),
        standing.happened(),
        pending,
        standing.completion(),
        standing.diverged(),
        standing.blockedBy(),
        standing.losses());
  }

  private static Standing.Pending with(Standing.Pending entry, String status) {
    return new Standing.Pending(
        entry.effect(),
        entry.level(),
        entry.since(),
        entry.until(),
        entry.waitingFor() + ", which is " + status,
        entry.then(),
        entry.voices());
  }
}
