package io.meanwhile.core.decider;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Effects;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.GroupBegun;
import io.meanwhile.core.model.SagaEvent.JoinLost;
import io.meanwhile.core.model.SagaEvent.JoinReached;
import io.meanwhile.core.model.SagaEvent.StepsProposed;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What groups, and the moves of their members, change in a saga's state. */
final class Grouped {
  private Grouped() {}

  /** Held like an effect, since others wait for it; but nothing is asked. */
  static SagaChange begun(Saga saga, SagaChange change, GroupBegun e) {
    Evolution.check(saga.effect(e.effect()) == null, saga, e);
    EffectRequested never =
        new EffectRequested(
            e.at(), e.effect(), Members.NOBODY, e.items(), e.reliesOn(), e.at(), e.at(), null);
    EffectChange effect = new EffectChange(Evolution.requested(saga, never, 0));
    change.put(effect.ask(null).until(e.until()).members(Members.of(e.members())).done());
    return change;
  }

  static EffectChange reached(EffectChange effect, JoinReached e) {
    Members members = Objects.requireNonNull(effect.members());
    effect.rung(e.rung(), 0, e.at()).result(e.result()).unexpected(false);
    if (e.rung() == Rung.FINAL) {
      effect.until(null);
    }
    return effect.members(members.wonBy(e.winners(), e.accepted()));
  }

  static EffectChange lost(EffectChange effect, JoinLost e) {
    Members members = Objects.requireNonNull(effect.members());
    effect.rung(Rung.REVERTED, 0, e.at()).reason(e.why());
    return effect.members(members.wonBy(List.of(), false));
  }

  /** What an earlier proposal brought is no member any more. */
  static SagaChange proposed(Saga saga, SagaChange change, StepsProposed e) {
    Effect group = saga.effect(e.effect());
    Effect proposal = saga.effect(e.by());
    Members members = group == null ? null : group.members();
    Evolution.check(members != null && proposal != null, saga, e);
    Members now =
        Objects.requireNonNull(members)
            .proposing(e.by(), Members.Part.of(Objects.requireNonNull(proposal)), e.steps());
    return change.effect(e.effect(), effect -> effect.members(now));
  }

  /** Counts one member that is new or has moved in its group; the newest of its place counts. */
  static Effects counted(Effects effects, @Nullable Effect before, Effect now) {
    EffectKey key = now.group();
    Effect group = key == null || !now.key().isAction() ? null : effects.get(key);
    Members members = group == null ? null : group.members();
    if (group == null || members == null || isSuperseded(effects, now) || !members.holds(now)) {
      return effects;
    }
    Members counted = members;
    if (before != null) {
      counted = counted.count(Members.Part.of(before), -1);
    } else {
      Effect earlier = generation(effects, now, -1);
      counted =
          earlier == null || !members.holds(earlier)
              ? begun(effects, now, counted)
              : counted.count(Members.Part.of(earlier), -1);
    }
    counted = counted.count(Members.Part.of(now), 1);
    return counted.equals(members)
        ? effects
        : effects.with(new EffectChange(group).members(counted).done());
  }

  /** A member's skip was lifted: it has not begun. */
  static Effects uncounted(Effects effects, Effect gone) {
    EffectKey key = gone.group();
    Effect group = key == null ? null : effects.get(key);
    Members members = group == null ? null : group.members();
    if (group == null || members == null) {
      return effects;
    }
    Members fewer = members.count(Members.Part.of(gone), -1);
    int next = Math.min(members.next(), index(gone.key(), members.next()));
    return effects.with(
        new EffectChange(group).members(fewer.begun(members.begun() - 1, next)).done());
  }

  private static boolean isSuperseded(Effects effects, Effect member) {
    return generation(effects, member, 1) != null;
  }

  /** The generation before, or after, of the same member of the same group. */
  private static @Nullable Effect generation(Effects effects, Effect member, int more) {
    EffectKey key = member.key();
    int generation = key.generation() + more;
    Effect other = generation < 1 ? null : effects.get(EffectKey.action(key.place(), generation));
    return other != null && Objects.equals(other.group(), member.group()) ? other : null;
  }

  private static Members begun(Effects effects, Effect now, Members members) {
    int next = members.next();
    if (index(now.key(), -1) == next) {
      String prefix = now.key().place().substring(0, now.key().place().lastIndexOf('.') + 1);
      do {
        next++;
      } while (next < members.count() && hasBegun(effects, prefix + next, now));
    }
    return members.begun(members.begun() + 1, next);
  }

  private static boolean hasBegun(Effects effects, String place, Effect sibling) {
    for (int generation = 1; ; generation++) {
      Effect effect = effects.get(EffectKey.action(place, generation));
      if (effect == null) {
        return false;
      }
      if (Objects.equals(effect.group(), sibling.group())) {
        return true;
      }
    }
  }

  /** The index of a branch; {@code none} for a member that has a name. */
  private static int index(EffectKey key, int none) {
    String segment = key.segment();
    return Character.isDigit(segment.charAt(0)) ? Integer.parseInt(segment) : none;
  }
}
