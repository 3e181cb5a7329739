package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Breadth first over everything that may happen, so that the first way found to a state is a
 * shortest one. Lives for one check.
 */
final class Exploration {
  private final Bounds bounds;
  private final Moves moves;
  private final Play play;
  private final Footprint footprint;
  private final EndLaws endLaws;
  private final Echo echo;
  private final Found found;
  private final Visited visited = new Visited();
  private final Edges edges = new Edges();
  private final Deque<Node> open = new ArrayDeque<>();
  private final BitSet ends = new BitSet();
  private int[] parents = new int[1 << 12];
  private Move[] by = new Move[1 << 12];
  private final int inputs;
  private long paths;

  Exploration(Definition definition, Bounds bounds, Rules rules, Found found) {
    this.bounds = bounds;
    this.found = found;
    this.moves = new Moves(definition);
    this.play = new Play(definition, rules);
    this.footprint = new Footprint(definition, new Symmetry(definition));
    this.endLaws = new EndLaws(definition);
    this.echo = new Echo(definition, rules);
    this.inputs = Abstraction.inputs(definition);
  }

  void run() {
    for (int input = 0; input < inputs; input++) {
      admit(-1, play.start(input), bounds.faults());
    }
    while (!open.isEmpty() && visited.size() < bounds.maxStates() && !found.enough()) {
      Node node = open.remove();
      for (Move move : moves.of(node)) {
        Played played = play.play(node, move);
        admit(node.id, played, played.faultsLeft());
      }
    }
    if (exhaustive() && found.sound()) {
      noWayOut();
    }
  }

  private void admit(int from, Played played, int faultsLeft) {
    paths++;
    if (played.wrong() != null) {
      found.wrong(played.wrong(), from, played.move());
      return;
    }
    byte[] outside = played.world().of(played.after());
    footprint.compute(played.after(), outside, faultsLeft);
    int known = visited.size();
    int id = visited.add(footprint.high(), footprint.low());
    if (from >= 0 && played.move().kind().calm()) {
      edges.add(from, id);
    }
    if (id < known) {
      return;
    }
    remember(id, from, played.move());
    Node node = new Node(id, Fold.fold(played.after()), outside, faultsLeft);
    Wrong wrong = endLaws.check(node);
    if (wrong == null) {
      wrong = echo.check(played, node);
    }
    if (wrong != null) {
      found.wrong(wrong, from, played.move());
      return;
    }
    if (node.saga.ended() != null) {
      ends.set(id);
    }
    found.state(node, played);
    open.add(node);
  }

  private void remember(int id, int from, Move move) {
    if (id == parents.length) {
      parents = Arrays.copyOf(parents, 2 * id);
      by = Arrays.copyOf(by, 2 * id);
    }
    parents[id] = from;
    by[id] = move;
  }

  /** Once faults stop, every saga ends: from everywhere there is a way to an end. */
  private void noWayOut() {
    BitSet fine = edges.reaching(ends, visited.size());
    int stuck = fine.nextClearBit(0);
    if (stuck < visited.size()) {
      Wrong wrong = new Wrong(7, "From here on nothing leads to an end, whatever happens.");
      found.wrong(wrong, parents[stuck], by[stuck]);
    }
  }

  /** The moves that lead to a state, and then this one. */
  List<Move> path(int state, Move last) {
    List<Move> path = new ArrayList<>(List.of(last));
    for (int at = state; at >= 0; at = parents[at]) {
      path.add(by[at]);
    }
    return path.reversed();
  }

  boolean exhaustive() {
    return open.isEmpty();
  }

  int states() {
    return visited.size();
  }

  long paths() {
    return paths;
  }
}
