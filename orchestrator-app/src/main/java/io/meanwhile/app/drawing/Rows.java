package io.meanwhile.app.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who stands in which row, and in which order: the layered way of drawing graphs (Sugiyama, Tagawa,
 * Toda, 1981). Each link runs from a row to a lower one; where it passes rows, it has a place of
 * its own there, so that no line crosses a box.
 *
 * @param rows places from top to bottom, from left to right; nodes are numbered as in the graph,
 *     places of passing lines from there on
 * @param paths for each link of the graph the places it runs through, one a row
 */
record Rows(List<List<Integer>> rows, List<List<Integer>> paths) {
  /** Wider rows could not be read; what is too much goes to the next one. */
  static final int WIDEST = 5;

  private static final int SWEEPS = 8;

  static Rows of(Graph graph) {
    List<String> names = List.copyOf(graph.nodes().keySet());
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    int[] levels = levels(graph, names, numbers);
    List<List<Integer>> rows = new ArrayList<>();
    for (int level = 0; level <= Arrays.stream(levels).max().orElse(0); level++) {
      rows.add(new ArrayList<>());
    }
    for (int node = 0; node < names.size(); node++) {
      rows.get(levels[node]).add(node);
    }
    int next = names.size();
    List<List<Integer>> paths = new ArrayList<>();
    for (Graph.Link link : graph.links()) {
      int from = numbers.getOrDefault(link.from(), 0);
      int to = numbers.getOrDefault(link.to(), 0);
      List<Integer> path = new ArrayList<>(List.of(from));
      for (int level = levels[from] + 1; level < levels[to]; level++) {
        rows.get(level).add(next);
        path.add(next++);
      }
      path.add(to);
      paths.add(path);
    }
    Rows plain = new Rows(rows, paths);
    return plain.untangled(next);
  }

  /** Each node one row below all that it waits for, or lower where that row is full. */
  private static int[] levels(Graph graph, List<String> names, Map<String, Integer> numbers) {
    int[] levels = new int[names.size()];
    Arrays.fill(levels, -1);
    int[] full = new int[2 * names.size() + 1];
    int placed = 0;
    while (placed < names.size()) {
      int before = placed;
      for (int node = 0; node < levels.length; node++) {
        int least = levels[node] >= 0 ? -1 : least(graph, names.get(node), levels, numbers);
        if (least >= 0) {
          int level = least;
          while (full[level] >= WIDEST) {
            level++;
          }
          full[level]++;
          levels[node] = level;
          placed++;
        }
      }
      if (placed == before) {
        throw new IllegalArgumentException("these wait for each other: " + names);
      }
    }
    return levels;
  }

  /** Below 0 while something that it waits for has no row yet. */
  private static int least(Graph graph, String name, int[] levels, Map<String, Integer> numbers) {
    int least = 0;
    for (Graph.Link link : graph.links()) {
      if (link.to().equals(name)) {
        int before = levels[numbers.getOrDefault(link.from(), 0)];
        if (before < 0) {
          return -1;
        }
        least = Math.max(least, before + 1);
      }
    }
    // Completion is the last thing, also where its goal needs little of what stands above it.
    boolean last = name.equals(Graph.GOAL);
    boolean waits = last && IntStream.range(0, levels.length - 1).anyMatch(i -> levels[i] < 0);
    return waits ? -1 : last ? Arrays.stream(levels).max().orElse(0) + 1 : least;
  }

  /** The order with the fewest crossings that a few sweeps down and up come by. */
  private Rows untangled(int places) {
    List<List<Integer>> order = copy(rows);
    List<List<Integer>> best = copy(rows);
    long fewest = crossings(best, places);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 1; i < order.size(); i++) {
        int row = down ? i : order.size() - 1 - i;
        sort(order.get(row), positions(order, places), down);
      }
      long crossings = crossings(order, places);
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(order);
      }
    }
    return new Rows(best, paths);
  }

  /** By the middle of the neighbours in the row before; who has none stays where it is. */
  private void sort(List<Integer> row, double[] positions, boolean down) {
    Map<Integer, Double> middles = new HashMap<>();
    for (int place : row) {
      double middle =
          paths.stream()
              .flatMapToInt(path -> neighbour(path, place, down))
              .mapToDouble(other -> positions[other])
              .average()
              .orElse(positions[place]);
      middles.put(place, middle);
    }
    row.sort(Comparator.comparingDouble(place -> middles.getOrDefault(place, 0.0)));
  }

  private static IntStream neighbour(List<Integer> path, int place, boolean above) {
    int index = path.indexOf(place);
    int other = above ? index - 1 : index + 1;
    return index < 0 || other < 0 || other >= path.size()
        ? IntStream.empty()
        : IntStream.of(path.get(other));
  }

  /** From 0 to 1 within the row. */
  private static double[] positions(List<List<Integer>> rows, int places) {
    double[] positions = new double[places];
    for (List<Integer> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        positions[row.get(i)] = (i + 1.0) / (row.size() + 1.0);
      }
    }
    return positions;
  }

  private long crossings(List<List<Integer>> order, int places) {
    double[] at = positions(order, places);
    List<int[]> pieces = new ArrayList<>();
    for (List<Integer> path : paths) {
      for (int i = 1; i < path.size(); i++) {
        pieces.add(new int[] {path.get(i - 1), path.get(i)});
      }
    }
    int[] rowOf = new int[places];
    for (int row = 0; row < order.size(); row++) {
      for (int place : order.get(row)) {
        rowOf[place] = row;
      }
    }
    long crossings = 0;
    for (int[] a : pieces) {
      for (int[] b : pieces) {
        boolean same = rowOf[a[0]] == rowOf[b[0]];
        crossings += same && at[a[0]] < at[b[0]] && at[a[1]] > at[b[1]] ? 1 : 0;
      }
    }
    return crossings;
  }

  private static List<List<Integer>> copy(List<List<Integer>> rows) {
    List<List<Integer>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(new ArrayList<>(row)));
    return copy;
  }
}
