package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for groups: reckoned from the members themselves, not from what was counted. */
final class GroupLaws {
  private GroupLaws() {}

  static @Nullable Wrong begun(Definition definition, Saga before, SagaEvent.GroupBegun e) {
    if (before.backward()) {
      return new Wrong(5, e.effect() + " begins although the saga goes backward.");
    }
    String place = e.effect().place();
    String around = place.substring(0, place.lastIndexOf('.') + 1);
    for (var after : definition.step(place).after().entrySet()) {
      Effect dependency = before.action(around + after.getKey());
      if (dependency == null || !dependency.satisfies(after.getValue())) {
        return new Wrong(6, e.effect() + " begins although " + after.getKey() + " does not stand.");
      }
    }
    return null;
  }

  /** A member begins in a group that is wanted and not complete, and no more than may be do. */
  static @Nullable Wrong member(Definition definition, Saga before, SagaEvent.EffectRequested e) {
    EffectKey key = e.reliesOn().isEmpty() ? e.effect() : e.reliesOn().getFirst();
    Effect group = before.effect(key);
    boolean known = group != null && e.effect().place().startsWith(key.place() + ".");
    if (group == null || !known || !group.isGroup()) {
      return new Wrong(5, e.effect() + " does not say first which group it belongs to.");
    }
    boolean complete =
        group.stands() == Stands.YES && group.rung().satisfies(definition.complete().level());
    if (group.givenUp() || complete) {
      return new Wrong(5, e.effect() + " begins although its group is over.");
    }
    Wrong early = round(definition, before, e.effect(), key);
    if (early != null) {
      return early;
    }
    boolean crowded =
        definition.step(key.place()).flow() instanceof Flow.FanOut fanOut
            && inFlight(before, key) >= fanOut.parallel();
    Wrong proposal = new ProposalLaws(definition).begins(before, e, group);
    if (proposal != null) {
      return proposal;
    }
    return crowded && e.effect().generation() == 1
        ? new Wrong(6, e.effect() + " begins although as many as may be are in flight.")
        : null;
  }

  /** Rounds follow each other, and none follows the one that was as wanted. */
  private static @Nullable Wrong round(
      Definition definition, Saga before, EffectKey round, EffectKey group) {
    int number = 0;
    if (definition.step(group.place()).flow() instanceof Flow.Loop) {
      number = Integer.parseInt(round.segment());
    }
    if (number < 2) {
      return null;
    }
    Effect last = before.action(group.place() + "." + (number - 1));
    boolean over =
        last != null && group.equals(last.group()) && BeginLaws.stands(last, Level.FINAL);
    if (last == null || !over) {
      return new Wrong(6, round + " begins although the round before it is not over.");
    }
    return Outside.text(Outside.FIRST).equals(last.result()) && !BeginLaws.without(last)
        ? new Wrong(6, round + " begins although the round before it was as wanted.")
        : null;
  }

  /** By whom a group stands does stand; of a race nobody else is wanted but whom they need. */
  static @Nullable Wrong stands(Definition definition, Saga saga) {
    for (Effect group : saga.all()) {
      Members members = group.members();
      if (members == null || group.givenUp() || group.stands() != Stands.YES) {
        continue;
      }
      for (EffectKey key : members.winners()) {
        Effect winner = saga.effect(key);
        if (winner == null || !BeginLaws.stands(winner, Level.CONFIRMED)) {
          return new Wrong(6, group.key() + " stands by " + key + ", which does not stand.");
        }
      }
      Wrong kept = kept(definition, saga, group, members.winners());
      Wrong wrong = kept != null ? kept : ResultLaws.wrong(definition, saga, group, members);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static @Nullable Wrong kept(
      Definition definition, Saga saga, Effect group, List<EffectKey> winners) {
    Flow flow = Objects.requireNonNull(definition.step(group.key().place()).flow());
    if (!flow.drops() || !group.rung().satisfies(definition.complete().level())) {
      return null;
    }
    for (Effect member : saga.all()) {
      boolean kept =
          group.key().equals(member.group())
              && member.key().isAction()
              && !member.givenUp()
              && member.stands() != Stands.NO
              && !winners.contains(member.key())
              && !isNeeded(saga, member.key(), winners);
      if (kept) {
        return new Wrong(5, member.key() + " is wanted although its group stands without it.");
      }
    }
    return null;
  }

  /** A winner, or something within it, relied on it: directly, or through others. */
  private static boolean isNeeded(Saga saga, EffectKey member, List<EffectKey> winners) {
    Set<EffectKey> onIt = new HashSet<>(Set.of(member));
    for (Effect effect : saga.all()) { // who relies was requested later
      if (effect.wanted() && !Collections.disjoint(effect.reliedOn(), onIt)) {
        onIt.add(effect.key());
      }
    }
    return onIt.stream()
        .map(EffectKey::place)
        .anyMatch(place ->
            winners.stream()
                .anyMatch(winner ->
                    place.equals(winner.place()) || place.startsWith(winner.place() + ".")));
  }

  private static long inFlight(Saga saga, EffectKey group) {
    return saga.all().stream()
        .filter(effect -> group.equals(effect.group()) && effect.key().isAction())
        .filter(effect -> effect.wanted() && effect.stands() != Stands.NO)
        .filter(effect -> effect.rung() != Rung.FINAL || effect.unexpected())
        .count();
  }

  /**
   * Those that it stands by stand, each once, and are enough, unless somebody takes it as it is.
   */
  static @Nullable Wrong reached(Definition definition, Saga before, SagaEvent.JoinReached e) {
    Level level = e.rung() == Rung.FINAL ? Level.FINAL : Level.CONFIRMED;
    for (EffectKey key : e.winners()) {
      Effect member = before.effect(key);
      boolean stands =
          member != null
              && e.effect().equals(member.group())
              && member.stands() == Stands.YES
              && member.satisfies(e.accepted() ? Level.CONFIRMED : level);
      if (!stands) {
        return new Wrong(6, e.effect() + " stands by " + key + ", which does not stand.");
      }
    }
    Effect group = Objects.requireNonNull(before.effect(e.effect()));
    if (new HashSet<>(e.winners()).size() < e.winners().size()) {
      return new Wrong(4, e.effect() + " stands by one member twice.");
    }
    return e.accepted() || isEnough(definition, before, group, e)
        ? null
        : new Wrong(6, e.effect() + " stands by too few: " + e.winners());
  }

  private static boolean isEnough(
      Definition definition, Saga before, Effect group, SagaEvent.JoinReached e) {
    Join join = Objects.requireNonNull(definition.step(e.effect().place()).flow()).join();
    int count = Objects.requireNonNull(group.members()).count();
    if (!(join instanceof Join.All)) {
      return e.winners().size() >= join.needed(count);
    }
    long without =
        before.all().stream()
            .filter(effect -> e.effect().equals(effect.group()) && effect.key().isAction())
            .filter(effect -> effect.rung() == Rung.SKIPPED || effect.goneWithout())
            .filter(effect -> effect.equals(before.action(effect.key().place())))
            .count();
    return e.winners().size() + without >= count;
  }
}
