package io.meanwhile.core.checker;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import java.util.List;

/** Contracts that participants and observers may break, as often as the bounds say. */
final class Faults {
  private Faults() {}

  static void of(Definition definition, Quorums quorums, Node node, List<Move> moves) {
    for (int i = 0; i < node.size(); i++) {
      Effect effect = node.effect(i);
      if (effect.asksNobody()) {
        continue; // nobody's contract
      }
      Observers observers = quorums.of(effect.key());
      if (observers == null) {
        alone(node, i, moves);
      } else if (effect.rung() != Rung.SKIPPED) {
        several(node, i, observers, moves);
      }
      Ask ask = effect.ask();
      boolean open = ask != null && !ask.probe() && node.saga.ended() == null;
      if (open && !Moves.questioned(node.saga, effect)) {
        moves.add(Move.of(Move.Kind.REJECTED, i));
      }
    }
    if (node.size() > 0 && node.saga.ended() == null) {
      stranger(node, moves);
      if (node.saga.paused() == null) {
        moves.add(Move.of(Move.Kind.PAUSE, -1));
      }
      stray(definition, node, moves);
      if (!node.saga.backward()) {
        skips(definition, moves);
      }
    }
  }

  /** About one effect that somebody was asked for. */
  private static void stranger(Node node, List<Move> moves) {
    for (int i = 0; i < node.size(); i++) {
      if (!node.effect(i).asksNobody()) {
        moves.add(Move.of(Move.Kind.STRANGER, i));
        return;
      }
    }
  }

  /** An operator leaves out a step that has not begun, or is parked. */
  private static void skips(Definition definition, List<Move> moves) {
    List<String> steps = definition.stepNames();
    for (int i = 0; i < steps.size(); i++) {
      moves.add(Move.with(Move.Kind.SKIP, -1, i)); // in flight it must be refused
    }
  }

  /** What a single observer says against what it said before. */
  private static void alone(Node node, int i, List<Move> moves) {
    Effect effect = node.effect(i);
    int state = Outside.state(node.outside(i));
    if (effect.rung() == Rung.FINAL && state == Outside.DONE) {
      moves.add(Move.of(Move.Kind.FINAL_REVERTED, i));
      moves.add(Move.of(Move.Kind.FINAL_DENIED, i));
      if (effect.key().isAction()) {
        moves.add(Move.with(Move.Kind.FINAL_OTHER_RESULT, i, Outside.OTHER));
      }
    }
    if (effect.rung() == Rung.VOID && state != Outside.DONE) {
      moves.add(Move.of(Move.Kind.VOID_HAPPENS, i));
    }
    if (state == Outside.UNDONE) {
      moves.add(Move.of(Move.Kind.UNDONE_REVERTED, i));
    }
    if (!effect.key().isAction() && effect.rung() != Rung.FINAL && state == Outside.DONE) {
      moves.add(Move.of(Move.Kind.UNDONE_CALLED_BLOCKED, i));
    }
  }

  /** One of them lies; or what a quorum had called final is otherwise, and all see that. */
  private static void several(Node node, int i, Observers observers, List<Move> moves) {
    int state = Outside.state(node.outside(i));
    new VoiceMoves(node, i, observers, moves).lies();
    if (node.effect(i).rung() == Rung.FINAL && state == Outside.DONE) {
      moves.add(Move.of(Move.Kind.FINAL_REVERTED, i));
    }
    if (node.effect(i).rung() == Rung.VOID && state != Outside.DONE) {
      moves.add(Move.of(Move.Kind.VOID_HAPPENS, i));
    }
  }

  /** Word about a step that has not begun. */
  private static void stray(Definition definition, Node node, List<Move> moves) {
    for (int i = 0; i < definition.steps().size(); i++) {
      if (node.saga.action(definition.steps().get(i).name()) == null) {
        moves.add(Move.with(Move.Kind.STRAY, -1, i));
        return;
      }
    }
  }
}
