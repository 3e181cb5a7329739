package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Breadth first over everything that may happen, so that the first way found to a state is a
 * shortest one. Lives for one check.
 */
final class Exploration {
  /** So many states are looked at side by side; then what they lead to is taken in, in order. */
  private static final int TOGETHER = 512;

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
  private final Workers workers;
  private long paths;

  Exploration(Definition definition, Bounds bounds, Rules rules, Found found, Workers workers) {
    this.workers = workers;
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
      admit(List.of(candidate(play.start(input, bounds.faults()))));
    }
    while (!open.isEmpty() && visited.size() < bounds.maxStates() && !found.enough()) {
      int room = bounds.maxStates() - visited.size();
      List<Node> nodes = next(Math.min(TOGETHER, 1 + room / 8));
      Candidate[][] all = new Candidate[nodes.size()][];
      workers.each(nodes.size(), i -> all[i] = from(nodes.get(i)));
      List<Candidate> candidates = new ArrayList<>();
      for (Candidate[] some : all) {
        candidates.addAll(Arrays.asList(some));
      }
      admit(candidates);
    }
    if (exhaustive() && found.sound()) {
      noWayOut();
    }
  }

  private List<Node> next(int most) {
    List<Node> nodes = new ArrayList<>();
    while (nodes.size() < most && !open.isEmpty()) {
      nodes.add(open.remove());
    }
    return nodes;
  }

  /** Everything that may come next; changes nothing here, so that it may be done side by side. */
  private Candidate[] from(Node node) {
    List<Move> all = moves.of(node);
    Candidate[] candidates = new Candidate[all.size()];
    for (int i = 0; i < candidates.length; i++) {
      Played played = play.play(node, all.get(i));
      candidates[i] = candidate(played);
    }
    return candidates;
  }

  private Candidate candidate(Played played) {
    if (played.wrong() != null) {
      return new Candidate(played, new int[0], Footprint.NONE);
    }
    int[] outside = played.world().of(played.after());
    return new Candidate(
        played, outside, footprint.compute(played.after(), outside, played.faultsLeft()));
  }

  /** Takes in what is new, in the order given; then measures it, side by side. */
  private void admit(List<Candidate> candidates) {
    List<Candidate> fresh = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Played played = candidate.played;
      paths++;
      if (played.wrong() != null) {
        found.wrong(played.wrong(), played.from(), played.move());
      } else {
        int known = visited.size();
        int id = visited.add(candidate.print.high(), candidate.print.low());
        if (played.from() >= 0 && played.move().kind().calm()) {
          edges.add(played.from(), id);
        }
        if (id == known) {
          remember(id, played.from(), played.move());
          fresh.add(candidate);
          ids.add(id);
        }
      }
    }
    Node[] nodes = new Node[fresh.size()];
    @Nullable Wrong[] wrongs = new @Nullable Wrong[fresh.size()];
    workers.each(
        nodes.length,
        i -> {
          nodes[i] = node(ids.get(i), fresh.get(i));
          wrongs[i] = measured(nodes[i], fresh.get(i).played);
        });
    for (int i = 0; i < nodes.length; i++) {
      taken(nodes[i], fresh.get(i).played, wrongs[i]);
    }
  }

  private static Node node(int id, Candidate candidate) {
    Played played = candidate.played;
    Saga folded = Fold.fold(played.after());
    return new Node(id, folded, candidate.outside, played.faultsLeft());
  }

  private @Nullable Wrong measured(Node node, Played played) {
    Wrong wrong = endLaws.check(node);
    return wrong == null ? echo.check(played, node) : wrong;
  }

  private void taken(Node node, Played played, @Nullable Wrong wrong) {
    if (wrong != null) {
      found.wrong(wrong, played.from(), played.move());
      return;
    }
    if (node.saga.ended() != null) {
      ends.set(node.id);
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
