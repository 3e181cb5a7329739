package io.meanwhile.core.decider;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a group's result is: that of the members which it stands by. */
final class Results {
  private Results() {}

  /** A list in the order of the items, null for losers; by name; or the last round's. */
  static @Nullable Object of(Turn turn, Effect group, List<EffectKey> winners) {
    return switch (Groups.flow(turn, group)) {
      case Flow.FanOut _ -> {
        @Nullable Object[] all = new Object[Objects.requireNonNull(group.members()).count()];
        winners.forEach(key -> all[Integer.parseInt(key.segment())] = turn.effect(key).result());
        yield Arrays.asList(all);
      }
      case Flow.Group _ -> {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        winners.forEach(key -> all.put(key.segment(), turn.effect(key).result()));
        yield all;
      }
      case Flow.Proposing _ -> proposed(turn, winners);
      case Flow.Loop _ -> winners.isEmpty() ? null : turn.effect(winners.getLast()).result();
    };
  }

  /** What was said with the proposal; in place of what was proposed, by name what it came to. */
  private static Object proposed(Turn turn, List<EffectKey> winners) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    Map<String, @Nullable Object> steps = new LinkedHashMap<>();
    for (EffectKey key : winners) {
      Object result = turn.effect(key).result();
      if (!key.segment().equals(Flow.Proposing.BODY)) {
        steps.put(key.segment(), result);
      } else if (result instanceof Map<?, ?> said) {
        said.forEach((name, value) -> all.put(String.valueOf(name), value));
      }
    }
    all.put("steps", steps);
    return all;
  }
}
