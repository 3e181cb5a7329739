package io.meanwhile.app.decisions;

import io.meanwhile.app.dispatch.Situation;
import io.meanwhile.app.engine.Attendant;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Own;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Every decision that some saga waits for. */
public final class OpenDecisions implements Attendant {
  private final Map<Long, List<OpenDecision>> bySaga = new ConcurrentHashMap<>();

  @Override
  public void update(Situation now) {
    if (now.agenda().attends().isEmpty()) {
      if (!bySaga.isEmpty()) { // most of them wait for nobody
        bySaga.remove(now.sagaKey());
      }
      return;
    }
    List<OpenDecision> open =
        now.agenda().attends().stream()
            .map(now.saga()::effect)
            .filter(Objects::nonNull)
            .filter(OpenDecisions::isDecision)
            .map(effect ->
                OpenDecision.of(
                    now.sagaKey(), now.saga().id(), now.definition().ref().name(), effect))
            .toList();
    if (open.isEmpty()) {
      bySaga.remove(now.sagaKey());
    } else {
      bySaga.put(now.sagaKey(), open);
    }
  }

  private static boolean isDecision(Effect effect) {
    return Own.of(effect.to()) == Own.DECISION;
  }

  /** Those that satisfy this, the oldest first, at most so many. */
  public List<OpenDecision> list(Predicate<OpenDecision> which, int most) {
    return bySaga.values().stream()
        .flatMap(List::stream)
        .filter(which)
        .sorted(Comparator.comparing(OpenDecision::since).thenComparingLong(OpenDecision::sagaKey))
        .limit(most)
        .toList();
  }
}
