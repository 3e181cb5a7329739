package io.meanwhile.app.drawing;

import io.meanwhile.app.drawing.Picture.Arrow;
import io.meanwhile.app.drawing.Picture.Box;
import io.meanwhile.app.drawing.Picture.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Gives every box and every line its place. */
final class Layout {
  static final int LINE = 18;
  static final int PADDING = 12;
  static final int MARGIN = 24;
  private static final int GAP = 32;
  private static final int ROW_GAP = 64;
  private static final int NARROWEST = 176;
  private static final int PASSING = 16;
  private static final int PASSES = 8;

  private final Graph graph;
  private final List<List<Label>> labels;
  private final Rows rows;
  private final int[] widths;
  private final double[] centers;

  private Layout(Graph graph) {
    this.graph = graph;
    labels = List.copyOf(graph.nodes().values());
    rows = Rows.of(graph);
    int places = rows.rows().stream().mapToInt(List::size).sum();
    widths = new int[places];
    Arrays.setAll(widths, place -> place < labels.size() ? width(labels.get(place)) : PASSING);
    centers = new double[places];
  }

  /**
   * @param top where the first row begins
   */
  static Picture of(Graph graph, int top) {
    Layout layout = new Layout(graph);
    layout.center();
    return layout.picture(top);
  }

  private static int width(List<Label> lines) {
    int widest = lines.stream().mapToInt(line -> SvgText.width(line.text())).max().orElse(0);
    return Math.max(NARROWEST, widest + 2 * PADDING);
  }

  private static int height(List<Label> lines) {
    boolean undo = lines.stream().anyMatch(Label::isUndo);
    return lines.size() * LINE + 2 * PADDING + (undo ? PADDING / 2 : 0);
  }

  /** Each place moves towards its neighbours, as far as its row leaves room. */
  private void center() {
    rows.rows().forEach(row -> place(row, row.stream().mapToDouble(_ -> 0).toArray()));
    for (int pass = 0; pass < PASSES; pass++) {
      boolean down = pass % 2 == 0;
      int count = rows.rows().size();
      for (int i = 0; i < count; i++) {
        List<Integer> row = rows.rows().get(down ? i : count - 1 - i);
        place(row, row.stream().mapToDouble(this::wanted).toArray());
      }
    }
  }

  private double wanted(int place) {
    return rows.paths().stream()
        .filter(path -> path.contains(place))
        .flatMapToInt(path -> {
          int index = path.indexOf(place);
          return IntStream.of(index - 1, index + 1)
              .filter(other -> other >= 0 && other < path.size())
              .map(path::get);
        })
        .mapToDouble(other -> centers[other])
        .average()
        .orElse(centers[place]);
  }

  /** The places nearest to what is wanted that keep order and distance (isotonic regression). */
  private void place(List<Integer> row, double[] wanted) {
    double[] offsets = new double[wanted.length];
    for (int i = 1; i < wanted.length; i++) {
      double apart = (widths[row.get(i - 1)] + widths[row.get(i)]) / 2.0 + GAP;
      offsets[i] = offsets[i - 1] + apart;
    }
    List<double[]> pools = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      double[] pool = {wanted[i] - offsets[i], 1};
      while (!pools.isEmpty() && pools.getLast()[0] > pool[0]) {
        double[] before = pools.removeLast();
        double members = before[1] + pool[1];
        pool = new double[] {(before[0] * before[1] + pool[0] * pool[1]) / members, members};
      }
      pools.add(pool);
    }
    int i = 0;
    for (double[] pool : pools) {
      for (int member = 0; member < pool[1]; member++) {
        centers[row.get(i)] = pool[0] + offsets[i++];
      }
    }
  }

  private Picture picture(int top) {
    double left = IntStream.range(0, widths.length).mapToDouble(this::left).min().orElse(0);
    int[] rowTops = new int[rows.rows().size()];
    int[] rowBottoms = new int[rowTops.length];
    Box[] boxes = new Box[labels.size()];
    List<String> names = List.copyOf(graph.nodes().keySet());
    int y = top;
    for (int row = 0; row < rowTops.length; row++) {
      rowTops[row] = y;
      int tallest = 0;
      for (int place : rows.rows().get(row)) {
        centers[place] = centers[place] - left + MARGIN;
        if (place < boxes.length) {
          List<Label> lines = labels.get(place);
          int x = (int) Math.round(left(place));
          boxes[place] = new Box(names.get(place), x, y, widths[place], height(lines), lines);
          tallest = Math.max(tallest, height(lines));
        }
      }
      rowBottoms[row] = y + tallest;
      y += tallest + ROW_GAP;
    }
    double right = IntStream.range(0, widths.length).mapToDouble(this::right).max().orElse(0);
    return new Picture(
        (int) Math.ceil(right) + MARGIN,
        y - ROW_GAP + MARGIN,
        List.of(boxes),
        arrows(boxes, rowTops, rowBottoms));
  }

  private double left(int place) {
    return centers[place] - widths[place] / 2.0;
  }

  private double right(int place) {
    return centers[place] + widths[place] / 2.0;
  }

  private List<Arrow> arrows(Box[] boxes, int[] rowTops, int[] rowBottoms) {
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < rows.paths().size(); i++) {
      List<Integer> path = rows.paths().get(i);
      Box from = boxes[path.getFirst()];
      Box to = boxes[path.getLast()];
      int row = Arrays.binarySearch(rowTops, from.y());
      List<Point> points = new ArrayList<>();
      int start = port(from, rank(from, i, true));
      points.add(new Point(start, from.bottom()));
      points.add(new Point(start, rowBottoms[row]));
      for (int place : path.subList(1, path.size() - 1)) {
        row++;
        int x = (int) Math.round(centers[place]);
        points.add(new Point(x, rowTops[row]));
        points.add(new Point(x, rowBottoms[row]));
      }
      Rank end = rank(to, i, false);
      points.add(new Point(port(to, end), to.y()));
      arrows.add(new Arrow(graph.links().get(i), points, end.before()));
    }
    return arrows;
  }

  /** How many lines meet a box to the left of one, and how many in all. */
  private record Rank(int before, int all) {}

  /** Lines meet a box side by side, in the order in which they come. */
  private Rank rank(Box box, int link, boolean leaves) {
    List<Integer> there =
        IntStream.range(0, rows.paths().size())
            .filter(i -> (leaves ? from(i) : to(i)).equals(box.name()))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> centers[next(i, leaves)]))
            .toList();
    return new Rank(there.indexOf(link), there.size());
  }

  private static int port(Box box, Rank rank) {
    return box.x() + box.width() * (rank.before() + 1) / (rank.all() + 1);
  }

  private int next(int link, boolean leaves) {
    List<Integer> path = rows.paths().get(link);
    return leaves ? path.get(1) : path.get(path.size() - 2);
  }

  private String from(int link) {
    return graph.links().get(link).from();
  }

  private String to(int link) {
    return graph.links().get(link).to();
  }
}
