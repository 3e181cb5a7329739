package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Loops: one round after the other, each relying on the one before. */
final class Loops {
  private static final DivergenceKind KIND = DivergenceKind.UNEXPECTED;

  private Loops() {}

  /** Begins the first round, or the next one; or the loop is over. */
  static void advance(Turn turn, Effect group, Flow.Loop loop) {
    int rounds = standing(turn, group);
    Effect last = rounds == 0 ? null : round(turn, group, rounds);
    if (last == null) {
      begin(turn, group, loop, 1, turn.at);
    } else if (!last.satisfies(Level.FINAL) || Forward.inQuestion(turn, last.key())) {
      return;
    } else if (!last.goneWithout() && isOver(turn, group, loop, last)) {
      Joins.reach(turn, group, Rung.FINAL, List.of(last.key()), false);
    } else if (!turn.asksAbout(group.key().place())) {
      again(turn, group, loop, last, rounds);
    }
  }

  /**
   * Rounds that are to begin again count for nothing until those before them are what they were.
   */
  private static int standing(Turn turn, Effect group) {
    int rounds = Objects.requireNonNull(group.members()).begun();
    while (rounds > 0 && Groups.isToBeginAgain(turn, round(turn, group, rounds))) {
      rounds--;
    }
    return rounds;
  }

  private static void begin(Turn turn, Effect group, Flow.Loop loop, int number, Instant at) {
    String place = place(group, number);
    if (Groups.hasBegun(turn.saga(), group.key(), place)) {
      Again.begin(turn, place, loop.body());
    } else {
      Groups.beginMember(turn, place, loop.body(), at);
    }
  }

  private static void again(Turn turn, Effect group, Flow.Loop loop, Effect last, int rounds) {
    if (rounds < loop.max()) {
      begin(turn, group, loop, rounds + 1, turn.at.plus(loop.pause()));
    } else if (last.goneWithout()) { // by an operator: what stood before it is the last
      List<EffectKey> standing = Joins.standing(turn, group, Level.FINAL);
      int from = Math.max(0, standing.size() - 1);
      Joins.reach(turn, group, Rung.FINAL, standing.subList(from, standing.size()), true);
    } else if (isAccepted(turn, last)) {
      Joins.reach(turn, group, Rung.FINAL, List.of(last.key()), true);
    } else {
      String why = "After " + rounds + " rounds it is not: " + loop.until();
      Diverging.react(turn, last.key(), KIND, loop.until().source(), why);
    }
  }

  /** Somebody took the last result as it is: what had been unexpected is not any more. */
  private static boolean isAccepted(Turn turn, Effect last) {
    return turn.saga().divergences().stream()
        .anyMatch(d -> d.kind() == KIND && last.key().equals(d.effect()));
  }

  private static boolean isOver(Turn turn, Effect group, Flow.Loop loop, Effect last) {
    try {
      return loop.until()
          .holds(
              DataScope.at(turn.definition, turn.saga(), last.key().place())
                  .withResult(last.result()));
    } catch (ExpressionException failed) {
      String place = group.key().place();
      if (!turn.asksAbout(place)) {
        String why = "Whether step " + place + " is over cannot be computed: ";
        Forward.cannotCompute(turn, place, "true or false", why + failed.getMessage());
      }
      return false;
    }
  }

  private static Effect round(Turn turn, Effect group, int number) {
    return Objects.requireNonNull(turn.saga().action(place(group, number)));
  }

  private static String place(Effect group, int number) {
    return group.key().place() + "." + number;
  }
}
