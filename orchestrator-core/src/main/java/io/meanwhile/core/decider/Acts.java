package io.meanwhile.core.decider;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Stands;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where something was before an operator's act, and is after it, in words for the record. */
final class Acts {
  private Acts() {}

  /** The saga's direction, and whether it is paused. */
  static String now(Turn turn) {
    return turn.saga().paused() == null ? direction(turn) : "paused";
  }

  static String direction(Turn turn) {
    return turn.saga().backward() ? "going backward" : "going forward";
  }

  static String of(@Nullable Effect effect) {
    if (effect == null) {
      return "not begun";
    }
    String rung = effect.rung().name().toLowerCase(Locale.ROOT);
    String given = effect.givenUp() ? ", given up" : "";
    return rung
        + given
        + (effect.loss() ? ", a loss" : "")
        + (effect.unexpected() ? ", unexpected" : "");
  }

  /** What an answer makes of the effect that was asked about. */
  static String after(Choice choice, @Nullable Effect effect) {
    return switch (choice) {
      case WAIT -> "waited for";
      case RETRY -> "asked for again";
      case REDO -> "asked for with a new key";
      case HAPPENED -> "final";
      case DID_NOT_HAPPEN -> "void";
      case GIVE_UP -> "given up";
      case GO_BACKWARD -> "the saga goes backward";
      case ACCEPT -> accepted(effect);
    };
  }

  private static String accepted(@Nullable Effect effect) {
    boolean stands = effect != null && effect.wanted() && effect.stands() == Stands.YES;
    boolean asItIs = effect == null || stands || effect.rung() == Rung.FINAL;
    return asItIs ? "taken as it is" : "a loss";
  }
}
