package io.meanwhile.core.checker;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import org.jspecify.annotations.Nullable;

/** What a move makes true outside, before the rules are told. */
final class Truth {
  private Truth() {}

  /**
   * @param observers who report on the effect, where it is several
   */
  static void become(Node node, Move move, World world, @Nullable Observers observers) {
    if (observers != null && said(node, move, world, observers)) {
      return;
    }
    int i = move.effect();
    switch (move.kind()) {
      case CONFIRMED, FINAL, HAPPENS -> world.perform(i, move.detail());
      case REFUSED, REFUSED_FOR_GOOD, REFUSES -> {
        if (Outside.state(world.at(i)) != Outside.BLOCKED) {
          world.refuse(i);
        }
      }
      case REVERTED, VANISHES, ACCEPTED -> world.vanish(i, Outside.NOT_DONE);
      case ANSWER -> answered(node, move, world);
      case FINAL_REVERTED, VOID_HAPPENS, FINAL_DENIED, UNDONE_REVERTED, UNDONE_CALLED_BLOCKED ->
          broken(move, world);
      case DEADLINE -> timer(node, i, world);
      case START,
          NO_TRACE,
          NO_ANSWER,
          UNAVAILABLE,
          PROBE_SILENT,
          ALL_ROUNDS,
          EXPIRES,
          FORGETS,
          SAGA_DEADLINE,
          CANCEL,
          RESUME,
          PAUSE,
          SKIP,
          STRAY,
          REJECTED,
          FINAL_OTHER_RESULT,
          LIE,
          STRANGER -> {}
    }
  }

  /** A contract is broken, and with some of them more becomes true. */
  private static void broken(Move move, World world) {
    int i = move.effect();
    world.breakContract(i);
    if (move.kind() == Move.Kind.FINAL_REVERTED || move.kind() == Move.Kind.VOID_HAPPENS) {
      world.vanish(i, Outside.NOT_DONE);
    }
    if (move.kind() == Move.Kind.VOID_HAPPENS) {
      world.perform(i, Outside.FIRST);
    }
  }

  /** When a timer is due, it has gone off. */
  private static void timer(Node node, int i, World world) {
    if (Own.of(node.effect(i).to()) == Own.TIMER) {
      world.perform(i, Outside.FIRST);
    }
  }

  /** One of several observers speaks: that changes nothing outside, and is remembered. */
  private static boolean said(Node node, Move move, World world, Observers observers) {
    int word = word(node, move);
    if (word != Spoken.NOTHING && move.observer() != Observers.UNNAMED) {
      boolean lie = move.kind() == Move.Kind.LIE;
      int result = move.detail() == Words.REFUSAL ? 0 : move.detail();
      world.says(move.effect(), move.observer(), Spoken.said(word, result, lie));
      if (lie && observers.quorum() == 1) {
        world.breakContract(move.effect());
      }
    }
    return word != Spoken.NOTHING;
  }

  /** True for what an observer says of the effect. */
  static boolean isWord(Node node, Move move) {
    return word(node, move) != Spoken.NOTHING;
  }

  /** That there is no trace of it is no word, unless it is not valid any more. */
  private static int word(Node node, Move move) {
    return switch (move.kind()) {
      case ACCEPTED -> Spoken.ACCEPTED;
      case CONFIRMED -> Spoken.CONFIRMED;
      case FINAL -> Spoken.FINAL;
      case REFUSED -> Spoken.REFUSED;
      case REFUSED_FOR_GOOD -> Spoken.REFUSED_FOR_GOOD;
      case REVERTED -> Spoken.REVERTED;
      case NO_TRACE ->
          node.effect(move.effect()).expired() ? Spoken.REFUSED_FOR_GOOD : Spoken.NOTHING;
      case LIE -> move.detail() == Words.REFUSAL ? Spoken.REFUSED_FOR_GOOD : Spoken.FINAL;
      default -> Spoken.NOTHING;
    };
  }

  /** Whoever says that it did not happen sees to it that it never does. */
  private static void answered(Node node, Move move, World world) {
    int i = move.effect();
    boolean denied = move.choice() == Choice.DID_NOT_HAPPEN && node.effect(i).rung() != Rung.VOID;
    if (denied && Outside.state(world.at(i)) == Outside.NOT_DONE) {
      world.refuse(i);
    }
  }
}
