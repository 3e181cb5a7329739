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
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an observation leads to once the effect has moved: divergences, answered questions, a
 * reopening.
 */
final class Aftermath {
  private static final String BLOCKED_IN_VAIN =
      "It says that it blocked an action that is known to stand.";

  private Aftermath() {}

  static void follow(Turn turn, Effect before, Observation seen, Ladder ladder) {
    EffectKey key = before.key();
    String broken = broken(turn, before, seen, ladder);
    if (broken != null) {
      reopen(turn, broken);
      turn.diverged(key, DivergenceKind.BROKEN, was(before), broken, Reaction.PARK);
      Parking.instead(turn, key, DivergenceKind.BROKEN, broken);
      stopTheOther(turn, key);
    } else if (ladder.meaning() == Meaning.CONTRADICTING) {
      turn.diverged(key, DivergenceKind.DISPUTED, was(before), said(seen), Reaction.RECORD);
    } else if (ladder.meaning() == Meaning.DISSENTING) {
      String dissent = seen.observer() + " " + said(seen) + reason(seen);
      turn.diverged(key, DivergenceKind.DISPUTED, was(before), dissent, Reaction.RECORD);
    } else if (ladder.moved()) {
      moved(turn, before, seen, ladder);
    }
  }

  /** What follows when time alone has made it final, or void. */
  static void ripened(Turn turn, Effect before, Duration time) {
    EffectKey key = before.key();
    if (turn.effect(key).rung() == Rung.VOID) {
      String observed = "refused, and nothing else was heard for " + time;
      Diverging.react(turn, key, DivergenceKind.REFUSED, "it happens", observed);
    } else if (blockedThoughItStands(turn, key)) {
      turn.diverged(key, DivergenceKind.BROKEN, was(before), BLOCKED_IN_VAIN, Reaction.PARK);
      Parking.instead(turn, key, DivergenceKind.BROKEN, BLOCKED_IN_VAIN);
    }
  }

  private static boolean blockedThoughItStands(Turn turn, EffectKey key) {
    return !key.isAction()
        && turn.effect(key).outcome() == CompensationOutcome.BLOCKED
        && turn.effect(key.undone()).stands() == Stands.YES;
  }

  private static String was(Effect before) {
    return "it stays " + before.rung();
  }

  private static String said(Observation seen) {
    boolean success = seen.status() == Report.CONFIRMED || seen.status() == Report.FINAL;
    return success ? "another result: " + seen.result() : "reported " + seen.status();
  }

  /** FINAL yet taken back; VOID or blocked yet it stands; undone yet gone outside too. */
  private static @Nullable String broken(
      Turn turn, Effect before, Observation seen, Ladder ladder) {
    boolean denied = seen.status() == Report.REVERTED || seen.status() == Report.REFUSED;
    boolean takenBack = denied && ladder.rung() != Rung.DISPUTED;
    boolean counts = ladder.moved() || ladder.meaning() == Meaning.CONTRADICTING;
    if (counts && before.rung() == Rung.FINAL && takenBack) {
      return "It was final and is now reported " + seen.status() + reason(seen);
    }
    if (ladder.moved() && before.rung() == Rung.VOID && ladder.stands()) {
      return "It was void and is now reported " + seen.status() + ".";
    }
    boolean undone =
        before.key().isAction() && !before.loss() && Owed.compensated(turn.saga(), before);
    if (undone && ladder.moved() && takenBack && before.stands() == Stands.YES) {
      return "It was undone and is now also reported " + seen.status() + reason(seen);
    }
    boolean done = ladder.rung() == Rung.FINAL && ladder.moved();
    return done && blockedThoughItStands(turn, before.key()) ? BLOCKED_IN_VAIN : null;
  }

  /** A refused compensation that stands after all: the one that took its place must not as well. */
  private static void stopTheOther(Turn turn, EffectKey key) {
    if (key.isAction()) {
      return;
    }
    for (Effect other : turn.saga().compensations(key.undone())) {
      boolean open = other.rung() != Rung.VOID && other.rung() != Rung.FINAL && !other.loss();
      if (open && !other.key().equals(key)) {
        String why = "Another compensation of the same action is reported to stand: " + key + ".";
        Parking.instead(turn, other.key(), DivergenceKind.BROKEN, why);
      }
    }
  }

  private static String reason(Observation seen) {
    return seen.reason() == null ? "." : ": " + seen.reason();
  }

  private static void moved(Turn turn, Effect before, Observation seen, Ladder ladder) {
    EffectKey key = before.key();
    closeQuestion(turn, before, ladder);
    if (before.wanted() && before.stands() == Stands.YES && !ladder.stands()) {
      reopen(turn, key + " is now reported " + seen.status() + reason(seen));
    }
    switch (ladder.rung()) {
      case CONFIRMED, FINAL -> stands(turn, before);
      case VOID -> {
        String observed = "refused" + reason(seen);
        Diverging.react(turn, key, DivergenceKind.REFUSED, "it happens", observed);
      }
      case REVERTED -> reverted(turn, key, "reverted" + reason(seen));
      case REFUSED -> {
        if (before.stands() == Stands.YES) {
          reverted(turn, key, "reported refused, not finally" + reason(seen));
        }
      }
      case DISPUTED -> {
        String observed = Voices.words(turn.effect(key).voices());
        Diverging.react(turn, key, DivergenceKind.DISPUTED, "observers agree", observed);
      }
      case PENDING, REQUESTED, ACCEPTED, UNKNOWN, SKIPPED -> {}
    }
  }

  private static void reverted(Turn turn, EffectKey key, String observed) {
    Diverging.react(turn, key, DivergenceKind.REVERTED, "it stays confirmed", observed);
  }

  /** Word that it stands, or never will, is an answer; to a bad result only another result is. */
  private static void closeQuestion(Turn turn, Effect before, Ladder ladder) {
    EffectKey key = before.key();
    Question question = turn.questionAbout(key);
    if (question == null || question.kind() == DivergenceKind.BROKEN) {
      return;
    }
    boolean stillBad =
        question.kind() == DivergenceKind.UNEXPECTED
            && Objects.equals(before.result(), turn.effect(key).result());
    if (ladder.rung() == Rung.VOID || (ladder.stands() && !stillBad)) {
      Parking.wordCame(turn, key);
    }
  }

  /** It stands now, by an observation or by an operator's word. */
  static void stands(Turn turn, Effect before) {
    EffectKey key = before.key();
    Effect effect = turn.effect(key);
    boolean first = before.stands() != Stands.YES;
    if (key.isAction() && effect.givenUp()) {
      if (first) {
        Late.react(turn, effect);
      }
      return;
    }
    boolean otherResult = !Objects.equals(before.result(), effect.result());
    Expecting.Breach breach = first || otherResult ? Expecting.breach(turn, key) : null;
    if (breach != null) { // of the two kinds that may fit, the first in the table
      reopen(turn, breach.observed());
      Diverging.react(turn, key, DivergenceKind.UNEXPECTED, breach.expected(), breach.observed());
    } else if (otherResult && before.result() != null && Choices.isReliedOn(turn.saga(), key)) {
      String observed = "confirmed again with another result: " + effect.result();
      reopen(turn, key + " is " + observed);
      AnotherResult.react(turn, key, observed);
    }
  }

  private static void reopen(Turn turn, String why) {
    if (turn.saga().ended() != null) {
      turn.emit(new SagaEvent.SagaReopened(turn.at, why));
    }
  }
}
