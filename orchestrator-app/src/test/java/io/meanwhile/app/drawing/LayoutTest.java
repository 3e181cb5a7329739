package io.meanwhile.app.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.drawing.Picture.Arrow;
import io.meanwhile.app.drawing.Picture.Box;
import io.meanwhile.app.drawing.Picture.Point;
import io.meanwhile.core.model.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Pictures of whatever may come can be read: one to forty steps, in any order. */
class LayoutTest {
  private static final int TOP = 100;
  private static final List<Label.Kind> KINDS = List.of(Label.Kind.values());

  private static Graph graph(long seed) {
    Random random = new Random(seed);
    int steps = 1 + random.nextInt(40);
    double density = random.nextDouble();
    Map<String, List<Label>> nodes = new LinkedHashMap<>();
    List<Graph.Link> links = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      List<Label> lines = new ArrayList<>();
      for (int line = 0; line <= random.nextInt(7); line++) {
        Label.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        lines.add(new Label(kind, "x".repeat(1 + random.nextInt(80))));
      }
      nodes.put("s" + i, lines);
      for (int before = Math.max(0, i - 12); before < i; before++) {
        if (random.nextDouble() < density / 2) {
          links.add(new Graph.Link("s" + before, "s" + i, Level.FINAL));
        }
      }
    }
    nodes.put(Graph.GOAL, List.of(new Label(Label.Kind.NAME, "complete")));
    links.add(new Graph.Link("s" + (steps - 1), Graph.GOAL, Level.CONFIRMED));
    return new Graph(nodes, links);
  }

  @RepeatedTest(100)
  void nothingOverlapsAndEveryLineMeetsItsBoxes(RepetitionInfo seed) {
    Graph graph = graph(seed.getCurrentRepetition());
    Picture picture = Layout.of(graph, TOP);

    assertThat(picture).isEqualTo(Layout.of(graph, TOP));
    assertThat(picture.boxes()).hasSameSizeAs(graph.nodes().keySet());
    for (Box box : picture.boxes()) {
      isWithin(box, picture);
      for (Box other : picture.boxes()) {
        assertThat(box.equals(other) || apart(box, other)).as(box + " and " + other).isTrue();
      }
    }
    assertThat(picture.arrows()).hasSameSizeAs(graph.links());
    picture.arrows().forEach(arrow -> meets(arrow, picture));
  }

  private static void isWithin(Box box, Picture picture) {
    assertThat(box.x()).isGreaterThanOrEqualTo(Layout.MARGIN);
    assertThat(box.y()).isGreaterThanOrEqualTo(TOP);
    assertThat(box.x() + box.width()).isLessThanOrEqualTo(picture.width() - Layout.MARGIN);
    assertThat(box.bottom()).isLessThanOrEqualTo(picture.height() - Layout.MARGIN);
    for (Label line : box.lines()) {
      assertThat(SvgText.width(line.text())).isLessThanOrEqualTo(box.width() - 2 * Layout.PADDING);
    }
  }

  private static boolean apart(Box a, Box b) {
    boolean beside = a.x() + a.width() + 8 <= b.x() || b.x() + b.width() + 8 <= a.x();
    return beside || a.bottom() + 8 <= b.y() || b.bottom() + 8 <= a.y();
  }

  private static void meets(Arrow arrow, Picture picture) {
    Box from = named(picture, arrow.link().from());
    Box to = named(picture, arrow.link().to());
    Point start = arrow.points().getFirst();
    Point end = arrow.points().getLast();
    assertThat(start.y()).isEqualTo(from.bottom());
    assertThat(start.x()).isBetween(from.x() + 1, from.x() + from.width() - 1);
    assertThat(end.y()).isEqualTo(to.y());
    assertThat(end.x()).isBetween(to.x() + 1, to.x() + to.width() - 1);
    for (int i = 1; i < arrow.points().size(); i++) {
      Point a = arrow.points().get(i - 1);
      Point b = arrow.points().get(i);
      assertThat(i % 2 == 0 || a.x() == b.x()).as("straight down within a row").isTrue();
      for (double part = 0; part <= 1; part += 0.05) {
        crossesNoBox(between(a, b, part), picture);
      }
    }
  }

  /** The curve that is drawn: it leaves and arrives straight down. */
  private static double[] between(Point a, Point b, double t) {
    double middle = (a.y() + b.y()) / 2.0;
    double u = 1 - t;
    double y =
        u * u * u * a.y() + 3 * u * u * t * middle + 3 * u * t * t * middle + t * t * t * b.y();
    double x = (u * u * u + 3 * u * u * t) * a.x() + (3 * u * t * t + t * t * t) * b.x();
    return new double[] {x, y};
  }

  private static void crossesNoBox(double[] point, Picture picture) {
    for (Box box : picture.boxes()) {
      boolean inside =
          point[0] > box.x()
              && point[0] < box.x() + box.width()
              && point[1] > box.y() + 0.01
              && point[1] < box.bottom() - 0.01;
      assertThat(inside).as(point[0] + ", " + point[1] + " in " + box).isFalse();
    }
  }

  private static Box named(Picture picture, String name) {
    return picture.boxes().stream()
        .filter(box -> box.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
