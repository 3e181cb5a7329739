package io.meanwhile.core.decider;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an observation leads to once the effect has moved: divergences, answered questions, a
 * reopening.
 */
final class Aftermath {
  private Aftermath() {}

  static void follow(Turn turn, Effect before, Observation seen, Ladder ladder) {
    EffectKey key = before.key();
    String broken = broken(turn, before, seen, ladder);
    if (broken != null) {
      reopen(turn, broken);
      Diverging.react(turn, key, DivergenceKind.BROKEN, was(before), broken);
    } else if (ladder.meaning() == Meaning.CONTRADICTING) {
      String observed = "another result: " + seen.result();
      turn.diverged(key, DivergenceKind.DISPUTED, was(before), observed, Reaction.RECORD);
    } else if (ladder.moved()) {
      moved(turn, before, seen, ladder);
    }
  }

  private static String was(Effect before) {
    return "it stays " + before.rung();
  }

  /** FINAL yet taken back; VOID or blocked yet it stands; undone yet gone outside too. */
  private static @Nullable String broken(
      Turn turn, Effect before, Observation seen, Ladder ladder) {
    boolean takenBack = seen.status() == Report.REVERTED || seen.status() == Report.REFUSED;
    boolean counts = ladder.moved() || ladder.meaning() == Meaning.CONTRADICTING;
    if (counts && before.rung() == Rung.FINAL && takenBack) {
      return "It was final and is now reported " + seen.status() + reason(seen);
    }
    if (ladder.moved() && before.rung() == Rung.VOID && ladder.stands()) {
      return "It was void and is now reported " + seen.status() + ".";
    }
    Effect undo = before.key().isAction() ? turn.saga().compensation(before.key()) : null;
    boolean undone = undo != null && undo.rung() == Rung.FINAL && !before.loss();
    if (undone && ladder.moved() && takenBack && before.stands() == Stands.YES) {
      return "It was undone and is now also reported " + seen.status() + reason(seen);
    }
    if (!before.key().isAction() && ladder.rung() == Rung.FINAL && ladder.moved()) {
      Effect action = turn.effect(before.key().undone());
      boolean blocked = turn.effect(before.key()).outcome() == CompensationOutcome.BLOCKED;
      if (blocked && action.stands() == Stands.YES) {
        return "It says that it blocked an action that is known to stand.";
      }
    }
    return null;
  }

  private static String reason(Observation seen) {
    return seen.reason() == null ? "." : ": " + seen.reason();
  }

  private static void moved(Turn turn, Effect before, Observation seen, Ladder ladder) {
    EffectKey key = before.key();
    if (ladder.stands() || ladder.rung() == Rung.VOID) {
      Question question = turn.questionAbout(key);
      if (question != null && question.kind() != DivergenceKind.BROKEN) {
        Parking.wordCame(turn, key);
      }
    }
    switch (ladder.rung()) {
      case CONFIRMED, FINAL -> stands(turn, before, seen);
      case VOID -> {
        String observed = "refused" + reason(seen);
        Diverging.react(turn, key, DivergenceKind.REFUSED, "it happens", observed);
      }
      case REVERTED -> {
        reopen(turn, key + " was reverted.");
        String observed = "reverted" + reason(seen);
        Diverging.react(turn, key, DivergenceKind.REVERTED, "it stays confirmed", observed);
      }
      case PENDING, REQUESTED, ACCEPTED, REFUSED, UNKNOWN, DISPUTED, SKIPPED -> {}
    }
  }

  private static void stands(Turn turn, Effect before, Observation seen) {
    EffectKey key = before.key();
    Effect effect = turn.effect(key);
    boolean first = before.stands() != Stands.YES;
    if (key.isAction() && effect.givenUp()) {
      if (first) {
        Reaction owed =
            Owed.nothingToUndo(turn.definition, effect) ? Reaction.RECORD : Reaction.UNDO;
        turn.diverged(key, DivergenceKind.LATE, "given up", "it stands", owed);
      }
      return;
    }
    boolean otherResult =
        !first && before.result() != null && !Objects.equals(before.result(), effect.result());
    if (otherResult && isReliedOn(turn, key)) {
      String observed = "confirmed again with another result: " + seen.result();
      turn.diverged(
          key, DivergenceKind.REVERTED, "the result stays", observed, Reaction.COMPENSATE);
      boolean after = Diverging.readsAfter(turn, key, DivergenceKind.REVERTED);
      Diverging.parkOrGoBackward(turn, key, DivergenceKind.REVERTED, observed, after);
      return;
    }
    if (first || otherResult) {
      String why = key.isAction() ? Observing.unexpected(turn, key) : null;
      if (why != null) {
        String expected = Objects.requireNonNull(turn.call(key).expect()).source();
        Diverging.react(turn, key, DivergenceKind.UNEXPECTED, expected, why);
      }
    }
  }

  private static boolean isReliedOn(Turn turn, EffectKey key) {
    return turn.saga().all().stream().anyMatch(e -> e.wanted() && e.reliedOn().contains(key));
  }

  private static void reopen(Turn turn, String why) {
    if (turn.saga().ended() != null) {
      turn.emit(new SagaEvent.SagaReopened(turn.at, why));
    }
  }
}
