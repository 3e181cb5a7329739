package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Groups going forward: they begin, and then their members, each as soon as it may. */
final class Groups {
  private Groups() {}

  /** Begins a group; parks when what it fans out over cannot be computed. */
  static void begin(Turn turn, EffectKey key, Step step, List<EffectKey> reliesOn, Instant at) {
    Flow flow = Objects.requireNonNull(step.flow());
    @Nullable Object items = null;
    int count = 0;
    switch (flow) {
      case Flow.FanOut fanOut -> {
        List<?> list = items(turn, key.place(), fanOut.each());
        if (list == null) {
          return;
        }
        items = list;
        count = list.size();
      }
      case Flow.Group group -> count = group.steps().size();
      case Flow.Loop loop -> count = loop.max();
      case Flow.Proposing _ -> count = 1; // what it proposes is not known yet
    }
    boolean bounded = step.action().deadline().compareTo(io.meanwhile.core.model.Call.LONGEST) < 0;
    Instant until = bounded ? at.plus(step.action().deadline()) : null;
    turn.emit(new SagaEvent.GroupBegun(turn.at, key, items, count, reliesOn, until));
  }

  private static @Nullable List<?> items(Turn turn, String place, Expression each) {
    String why;
    try {
      Object value = each.evaluate(DataScope.at(turn.definition, turn.saga(), place));
      if (value instanceof List<?> list && list.size() <= Flow.MOST) {
        return list;
      }
      why =
          value instanceof List<?> list
              ? "There are " + list.size() + " items, more than " + Flow.MOST + "."
              : "It is no list: " + each;
    } catch (ExpressionException failed) {
      why = failed.getMessage();
    }
    Forward.cannotCompute(
        turn,
        place,
        "a list for " + place,
        "What step " + place + " fans out over cannot be computed: " + why);
    return null;
  }

  /**
   * Begins every member that can, and those of the groups among them.
   *
   * @return true when something has changed
   */
  static boolean advance(Turn turn) {
    int before = turn.size();
    for (Effect effect : turn.saga().restless()) {
      Effect now = turn.effect(effect.key());
      if (now.isGroup() && now.wanted() && !Joins.isComplete(turn, now)) {
        beginMembers(turn, now);
      } else if (now.key().isMember() && isToBeginAgain(turn, now)) {
        again(turn, now);
      }
    }
    Joins.update(turn);
    return turn.size() > before && !turn.saga().backward();
  }

  /** A member that cannot begin again after all is given up for good: its group does without. */
  private static void again(Turn turn, Effect member) {
    EffectKey key = member.key();
    EffectKey stays =
        member.isGroup() ? Lasting.within(turn.definition, turn.saga(), Set.of(key)) : null;
    if (stays != null) {
      String why = Lasting.why(stays);
      turn.emit(new SagaEvent.EffectGivenUp(turn.at, key, Afterwards.NOTHING, why));
    } else if (!isRound(turn, member)) {
      Again.begin(turn, key.place(), turn.step(key));
    }
  }

  private static void beginMembers(Turn turn, Effect group) {
    switch (flow(turn, group)) {
      case Flow.FanOut fanOut -> branches(turn, group.key(), fanOut);
      case Flow.Group named -> {
        for (Step step : named.steps()) {
          String place = group.key().place() + "." + step.name();
          if (!hasBegun(turn.saga(), group.key(), place)) {
            beginMember(turn, place, step, turn.at);
          }
        }
      }
      case Flow.Loop loop -> Loops.advance(turn, group, loop);
      case Flow.Proposing _ -> Proposals.begin(turn, group.key());
    }
  }

  static Flow flow(Turn turn, Effect group) {
    return Objects.requireNonNull(turn.step(group.key()).flow());
  }

  private static void branches(Turn turn, EffectKey group, Flow.FanOut fanOut) {
    int index = members(turn, group).next();
    boolean more = true;
    while (more) {
      Members members = members(turn, group);
      more = index < members.count() && members.inFlight() < fanOut.parallel();
      String place = group.place() + "." + index;
      if (more && !hasBegun(turn.saga(), group, place)) {
        more = beginMember(turn, place, fanOut.body(), turn.at);
      }
      index++;
    }
  }

  private static Members members(Turn turn, EffectKey group) {
    return Objects.requireNonNull(turn.effect(group).members());
  }

  /** True when it began, or was left out. Where its group was begun anew it is a new generation. */
  static boolean beginMember(Turn turn, String place, Step step, Instant sendAt) {
    if (!Forward.mayStart(turn, place, step)) {
      return false;
    }
    Effect earlier = turn.saga().action(place);
    int before = turn.size();
    EffectKey key = EffectKey.action(place, earlier == null ? 1 : earlier.key().generation() + 1);
    if (Guards.lets(turn, key, step)) {
      Forward.request(turn, place, step, key.generation(), sendAt);
    }
    return turn.size() > before && turn.saga().effect(key) != null;
  }

  /** True when this member of the group has begun, or was left out by somebody. */
  static boolean hasBegun(Saga saga, EffectKey group, String place) {
    Effect newest = saga.action(place);
    return newest != null && group.equals(newest.group());
  }

  /** Of rounds, each of which waits for the one before, the loop says which one begins. */
  private static boolean isRound(Turn turn, Effect member) {
    Effect group = turn.saga().effect(Objects.requireNonNull(member.group()));
    return group != null && flow(turn, group) instanceof Flow.Loop;
  }

  static boolean isToBeginAgain(Turn turn, Effect member) {
    EffectKey key = member.group();
    Effect group = key == null ? null : turn.saga().effect(key);
    return member.afterwards() == Afterwards.AGAIN
        && group != null
        && group.wanted()
        && Objects.requireNonNull(group.members()).holds(member)
        && member.equals(turn.saga().action(member.key().place()));
  }

  /** True when nothing is owed for any member of a group that was given up. */
  static boolean areSettled(Turn turn, Effect group) {
    for (Effect effect : turn.saga().all()) {
      boolean member = group.key().equals(effect.group());
      if (member && !isSettled(turn, effect)) {
        return false;
      }
    }
    return true;
  }

  /** True when nothing is owed for this action, or for any member of this group. */
  static boolean isSettled(Turn turn, Effect member) {
    return member.isGroup()
        ? areSettled(turn, member)
        : member.stands() == Stands.NO
            || Owed.leavesNothing(turn.definition, member)
            || (!member.loss() && Owed.compensated(turn.saga(), member));
  }

  /** The places of all members, in their order. */
  static List<String> places(Turn turn, Effect group) {
    String prefix = group.key().place() + ".";
    Members members = Objects.requireNonNull(group.members());
    return switch (flow(turn, group)) {
      case Flow.FanOut _ ->
          IntStream.range(0, members.count()).mapToObj(index -> prefix + index).toList();
      case Flow.Loop _ ->
          IntStream.rangeClosed(1, members.begun()).mapToObj(index -> prefix + index).toList();
      case Flow.Proposing _ ->
          Proposals.segments(group).stream().map(segment -> prefix + segment).toList();
      case Flow.Group named -> {
        List<String> places = new ArrayList<>();
        named.steps().forEach(step -> places.add(prefix + step.name()));
        yield places;
      }
    };
  }
}
