package io.meanwhile.core.checker;

import io.meanwhile.core.model.Choice;
import org.jspecify.annotations.Nullable;

/**
 * One thing that may happen next.
 *
 * @param effect which effect it is about, in the order requested; -1 for the saga as a whole
 * @param detail the result that it happens with, or the question that is answered
 * @param choice the answer to a question; null for everything else
 * @param observer who speaks, where several do: its number, see {@link Observers}
 */
record Move(Kind kind, int effect, int detail, @Nullable Choice choice, int observer) {

  /** Whose act it is, and what it changes outside. */
  enum Kind {
    START,
    // a participant's word; true when it is said
    ACCEPTED,
    CONFIRMED,
    FINAL,
    REFUSED,
    REFUSED_FOR_GOOD,
    REVERTED,
    NO_TRACE,
    // outside, without a word
    HAPPENS,
    VANISHES,
    REFUSES,
    // silence
    NO_ANSWER,
    UNAVAILABLE,
    PROBE_SILENT,
    DEADLINE,
    ALL_ROUNDS,
    EXPIRES,
    FORGETS,
    SAGA_DEADLINE,
    // people
    CANCEL,
    ANSWER,
    RESUME,
    // contracts broken
    REJECTED,
    FINAL_REVERTED,
    FINAL_DENIED,
    FINAL_OTHER_RESULT,
    VOID_HAPPENS,
    UNDONE_REVERTED,
    UNDONE_CALLED_BLOCKED,
    STRANGER,
    STRAY,
    LIE,
    // as seldom as a broken contract, or nothing would be small enough to be looked at in full
    SKIP,
    PAUSE;

    /** True when a participant or an observer breaks its contract. */
    boolean fault() {
      return compareTo(REJECTED) >= 0;
    }

    /** True for what happens by itself, once nobody breaks anything and nobody interferes. */
    boolean calm() {
      return !fault() && this != CANCEL;
    }
  }

  static Move of(Kind kind, int effect) {
    return new Move(kind, effect, 0, null, 0);
  }

  static Move with(Kind kind, int effect, int result) {
    return new Move(kind, effect, result, null, 0);
  }

  /** The word of one of several observers. */
  static Move by(int observer, Kind kind, int effect, int result) {
    return new Move(kind, effect, result, null, observer);
  }

  /** The answer to a question, about an effect or not. */
  static Move answer(int effect, int question, Choice choice) {
    return new Move(Kind.ANSWER, effect, question, choice, 0);
  }
}
