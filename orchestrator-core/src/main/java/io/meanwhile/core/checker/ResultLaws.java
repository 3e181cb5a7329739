package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Saga;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a group brought is what those came to by which it stands: guards and goals read it. */
final class ResultLaws {
  private ResultLaws() {}

  static @Nullable Wrong wrong(Definition definition, Saga saga, Effect group, Members members) {
    Flow flow = Objects.requireNonNull(definition.step(group.key().place()).flow());
    Object result = cameTo(saga, flow, members);
    return Objects.equals(result, group.result())
        ? null
        : new Wrong(4, group.key() + " brought " + group.result() + ", its members " + result);
  }

  private static @Nullable Object cameTo(Saga saga, Flow flow, Members members) {
    List<EffectKey> winners = members.winners();
    return switch (flow) {
      case Flow.FanOut _ -> {
        @Nullable Object[] list = new Object[members.count()];
        named(saga, winners).forEach((index, result) -> list[Integer.parseInt(index)] = result);
        yield Arrays.asList(list);
      }
      case Flow.Group _ -> named(saga, winners);
      case Flow.Loop _ -> winners.isEmpty() ? null : result(saga, winners.getLast());
      case Flow.Proposing _ -> {
        Map<String, @Nullable Object> steps = named(saga, winners);
        steps.remove(Flow.Proposing.BODY);
        yield Map.of("steps", steps); // nothing else is said with a proposal here
      }
    };
  }

  private static Map<String, @Nullable Object> named(Saga saga, List<EffectKey> winners) {
    Map<String, @Nullable Object> named = new HashMap<>();
    winners.forEach(key -> named.put(key.segment(), result(saga, key)));
    return named;
  }

  private static @Nullable Object result(Saga saga, EffectKey key) {
    Effect effect = saga.effect(key);
    return effect == null ? null : effect.result();
  }
}
