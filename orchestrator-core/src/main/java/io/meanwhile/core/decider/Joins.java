package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** When a group stands: once enough of its members do, and as long as those that it stands by. */
final class Joins {
  private Joins() {}

  /** Looks at every group of which something may have moved, the inner ones first. */
  static void update(Turn turn) {
    Map<EffectKey, List<Effect>> moving = new HashMap<>();
    for (Effect effect : turn.saga().restless()) {
      if (effect.isGroup()) {
        moving.computeIfAbsent(effect.key(), _ -> new ArrayList<>());
      }
      EffectKey group = effect.key().isAction() ? effect.group() : null;
      if (group != null) {
        moving.computeIfAbsent(group, _ -> new ArrayList<>()).add(effect);
      }
    }
    List<EffectKey> groups = new ArrayList<>(moving.keySet());
    for (int i = 0; i < groups.size(); i++) { // a group's own group, too
      Effect effect = turn.saga().effect(groups.get(i));
      EffectKey outer = effect == null ? null : effect.group();
      if (outer != null && moving.putIfAbsent(outer, new ArrayList<>()) == null) {
        groups.add(outer);
      }
    }
    groups.sort(Comparator.comparingInt(Joins::depth).reversed().thenComparing(key -> key));
    for (EffectKey key : groups) {
      Effect group = turn.saga().effect(key);
      if (group != null && group.isGroup() && group.wanted()) {
        look(turn, key, Objects.requireNonNull(moving.get(key)));
      }
    }
  }

  private static int depth(EffectKey key) {
    return (int) key.place().chars().filter(c -> c == '.').count();
  }

  private static void look(Turn turn, EffectKey key, List<Effect> moving) {
    Effect group = turn.effect(key);
    if (group.stands() == Stands.YES) {
      String why = lost(turn, group, moving);
      if (why == null) {
        further(turn, group, moving);
        return;
      }
      turn.emit(new SagaEvent.JoinLost(turn.at, key, why));
      group = turn.effect(key);
    }
    Flow flow = Groups.flow(turn, group);
    if (flow instanceof Flow.Proposing proposing) {
      Proposals.take(turn, group, proposing);
      group = turn.effect(key);
    }
    Members members = Objects.requireNonNull(group.members());
    // a loop is over when its condition holds, no sooner
    boolean loop = flow instanceof Flow.Loop || Proposals.isOpen(turn.saga(), group, flow);
    if (!loop && members.meets(flow.join(), Level.FINAL)) {
      reach(turn, group, Rung.FINAL, standing(turn, group, Level.FINAL), false);
    } else if (!loop && members.meets(flow.join(), Level.CONFIRMED)) {
      reach(turn, group, Rung.CONFIRMED, standing(turn, group, Level.CONFIRMED), false);
    } else if (!Membership.canBeMet(turn.definition, turn.saga(), group)) {
      unmet(turn, group, flow);
    }
  }

  /** A member that had been left out is to begin: where all are needed, the group lacks it. */
  static void lacking(Turn turn, Effect member) {
    EffectKey key = member.group();
    Effect group = key == null ? null : turn.saga().effect(key);
    if (group == null || !group.wanted() || group.stands() != Stands.YES) {
      return;
    }
    Members members = Objects.requireNonNull(group.members());
    if (needsAll(turn, group) && !members.meets(new Join.All(), Level.CONFIRMED)) {
      String why = member.key() + " had been left out, and is not any more.";
      turn.emit(new SagaEvent.JoinLost(turn.at, group.key(), why));
    }
  }

  /** True when every member must stand or be left out, and nobody took it as it is. */
  static boolean needsAll(Turn turn, Effect group) {
    boolean accepted = Objects.requireNonNull(group.members()).accepted();
    return !accepted && Groups.flow(turn, group).join() instanceof Join.All;
  }

  /** Why it no longer stands; null when all that it stands by does. */
  private static @org.jspecify.annotations.Nullable String lost(
      Turn turn, Effect group, List<Effect> moving) {
    List<EffectKey> winners = Objects.requireNonNull(group.members()).winners();
    for (Effect effect : moving) {
      Effect member = turn.effect(effect.key());
      if (!member.satisfies(Level.CONFIRMED) && winners.contains(member.key())) {
        return member.key() + ", which it stood by, no longer stands.";
      }
    }
    return null;
  }

  /** It stands. It is final once all that it stands by is. */
  private static void further(Turn turn, Effect group, List<Effect> moving) {
    Members members = Objects.requireNonNull(group.members());
    List<EffectKey> winners = members.winners();
    boolean confirmed = group.rung() == Rung.CONFIRMED;
    int settled = members.done() + members.out();
    if (confirmed && settled >= winners.size() && areFinal(turn, winners)) {
      finish(turn, group, winners);
    } else if (confirmed
        && members.meets(Groups.flow(turn, group).join(), Level.FINAL)
        && !isReliedOn(turn, group)) {
      reach(turn, group, Rung.FINAL, standing(turn, group, Level.FINAL), false);
    } else if (moving.stream().anyMatch(member -> winners.contains(member.key()))
        && !Objects.equals(group.result(), Results.of(turn, group, winners))) {
      reach(turn, group, group.rung(), winners, members.accepted());
    }
  }

  /** A winner that the saga does without since then is none any more; whoever said so knew. */
  private static void finish(Turn turn, Effect group, List<EffectKey> winners) {
    List<EffectKey> left = winners.stream().filter(key -> !turn.effect(key).goneWithout()).toList();
    boolean fewer = left.size() < winners.size();
    boolean all = Groups.flow(turn, group).join() instanceof Join.All;
    boolean accepted = Objects.requireNonNull(group.members()).accepted() || (fewer && !all);
    reach(turn, group, Rung.FINAL, left, accepted);
  }

  private static boolean areFinal(Turn turn, List<EffectKey> winners) {
    return winners.stream().allMatch(key -> turn.effect(key).satisfies(Level.FINAL));
  }

  /** Something outside of the group began on it: by whom it stands is then fixed. */
  private static boolean isReliedOn(Turn turn, Effect group) {
    return turn.saga().all().stream()
        .anyMatch(e ->
            e.wanted() && !group.key().equals(e.group()) && e.reliedOn().contains(group.key()));
  }

  /** The members that stand at this level, in their order; a skipped one does not stand. */
  static List<EffectKey> standing(Turn turn, Effect group, Level level) {
    List<EffectKey> standing = new ArrayList<>();
    for (String place : Groups.places(turn, group)) {
      Effect member = turn.saga().action(place);
      boolean counts =
          member != null
              && group.key().equals(member.group())
              && member.stands() == Stands.YES
              && member.satisfies(level)
              && !member.goneWithout();
      if (member != null && counts) {
        standing.add(member.key());
      }
    }
    return standing;
  }

  static void reach(Turn turn, Effect group, Rung rung, List<EffectKey> winners, boolean accepted) {
    Members members = Objects.requireNonNull(group.members());
    boolean complete = rung.satisfies(turn.definition.complete().level());
    boolean loop = Groups.flow(turn, group) instanceof Flow.Loop; // further rounds are none
    int leftOut = complete && !loop ? members.count() - members.begun() : 0;
    Object result = Results.of(turn, group, winners);
    turn.emit(
        new SagaEvent.JoinReached(turn.at, group.key(), rung, winners, result, leftOut, accepted));
    Parking.joined(turn, group.key());
    if (complete && Groups.flow(turn, group).drops()) {
      drop(turn, group.key(), winners);
    }
  }

  /** True when it stands at the goal's level: none of its members begins any more. */
  static boolean isComplete(Turn turn, Effect group) {
    return group.stands() == Stands.YES
        && group.rung().satisfies(turn.definition.complete().level());
  }

  /** The others came too late: they are given up, whether they stand or may. */
  private static void drop(Turn turn, EffectKey group, List<EffectKey> winners) {
    List<Effect> all = List.copyOf(turn.saga().all());
    Set<EffectKey> kept = kept(all, winners);
    for (Effect effect : all) {
      Effect member = turn.effect(effect.key());
      boolean drops =
          group.equals(member.group())
              && member.key().isAction()
              && member.wanted()
              && member.stands() != Stands.NO
              && !kept.contains(member.key());
      if (drops) {
        String why = "The group is complete without it.";
        GivingUp.giveUp(turn, member.key(), Afterwards.NOTHING, Afterwards.NOTHING, why);
      }
    }
  }

  /** The winners with all that they, and what is within them, relied on: it is needed as well. */
  private static Set<EffectKey> kept(List<Effect> all, List<EffectKey> winners) {
    Set<EffectKey> kept = new HashSet<>(winners);
    Set<String> places = new HashSet<>();
    winners.forEach(winner -> places.add(winner.place()));
    for (Effect effect : all.reversed()) { // who relies was requested later
      if (effect.wanted()
          && (kept.contains(effect.key()) || isWithin(effect.key().place(), places))) {
        kept.addAll(effect.reliedOn());
      }
    }
    return kept;
  }

  private static boolean isWithin(String place, Set<String> places) {
    for (int dot = place.lastIndexOf('.'); dot > 0; dot = place.lastIndexOf('.', dot - 1)) {
      if (places.contains(place.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }

  /** Too few members are left. */
  private static void unmet(Turn turn, Effect group, Flow flow) {
    boolean waits =
        turn.saga().parked() || turn.saga().held() != null || turn.saga().paused() != null;
    if (!waits && !turn.saga().backward() && turn.saga().ended() == null) {
      String why = "It cannot be met any more: " + JoinWords.of(flow, group) + ".";
      diverge(turn, group.key(), DivergenceKind.UNMET, JoinWords.rule(flow), why);
    }
  }

  /** The group's own deadline passed before it was complete. */
  static void overdue(Turn turn, Effect group) {
    turn.emit(new SagaEvent.DeadlinePassed(turn.at, group.key(), group.rung()));
    late(turn, group.key(), "It was not complete by its deadline.");
  }

  /** What follows; once a pause is over. */
  static void late(Turn turn, EffectKey group, String observed) {
    DivergenceKind kind = DivergenceKind.OVERDUE;
    if (!Pausing.holds(turn, group, kind, "complete by its deadline", observed)) {
      diverge(turn, group, kind, "complete by its deadline", observed);
    }
  }

  private static void diverge(
      Turn turn, EffectKey group, DivergenceKind kind, String expected, String observed) {
    if (Policy.react(turn, group, kind, expected, observed)
        || Diverging.loses(turn, group, kind, expected, observed)) {
      return;
    }
    boolean after = Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED;
    turn.diverged(group, kind, expected, observed, after ? Reaction.PARK : Reaction.COMPENSATE);
    Diverging.parkOrGoBackward(turn, group, kind, observed, after);
  }

  /** An operator takes what stands for the whole. */
  static void accept(Turn turn, EffectKey key) {
    Effect group = turn.effect(key);
    reach(turn, group, Rung.FINAL, standing(turn, group, Level.CONFIRMED), true);
  }
}
