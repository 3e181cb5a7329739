package io.meanwhile.core.checker;

import io.meanwhile.core.model.SagaEvent;
import java.util.ArrayList;
import java.util.List;

/** A way to somewhere, told: a line for each move, and under it one for each event. */
final class Timeline {
  private final Play play;
  private final int faults;

  Timeline(Play play, int faults) {
    this.play = play;
    this.faults = faults;
  }

  List<String> tell(List<Move> path) {
    List<String> lines = new ArrayList<>();
    Played played = play.start(path.getFirst().detail(), faults);
    Node node = node(played, faults);
    tell(lines, node, path.getFirst(), played);
    for (Move move : path.subList(1, path.size())) {
      played = play.play(node, move);
      tell(lines, node, move, played);
      node = node(played, played.faultsLeft());
    }
    return lines;
  }

  private static Node node(Played played, int faultsLeft) {
    int[] outside = played.world().of(played.after());
    return new Node(0, Fold.fold(played.after()), outside, faultsLeft);
  }

  private void tell(List<String> lines, Node node, Move move, Played played) {
    lines.add(Telling.move(node, move, play.observers(node, move)));
    if (played.refused() != null) {
      lines.add("  refused: " + played.refused());
    }
    for (SagaEvent event : played.events()) {
      String line = Telling.event(event);
      if (line != null) {
        lines.add("  " + line);
      }
    }
  }
}
