package io.meanwhile.app.drawing;

import io.meanwhile.app.drawing.Picture.Arrow;
import io.meanwhile.app.drawing.Picture.Box;
import io.meanwhile.app.drawing.Picture.Point;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a picture down as SVG. */
final class SvgWriter {
  private static final int LEVEL_LINE = 14;

  private final int width;
  private final int height;
  private final StringBuilder out = new StringBuilder(8_000);

  SvgWriter(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void open(String title, String description) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"meanwhile-drawing\" role=\"img\""
            + " aria-labelledby=\"meanwhile-title meanwhile-description\" width=\""
            + width
            + "\" height=\""
            + height
            + "\" viewBox=\"0 0 "
            + width
            + " "
            + height
            + "\">");
    line("<title id=\"meanwhile-title\">" + SvgText.escaped(title) + "</title>");
    line("<desc id=\"meanwhile-description\">" + SvgText.escaped(description) + "</desc>");
    line("<style>" + DrawingStyle.CSS + "</style>");
    line(
        "<rect class=\"paper\" fill=\"#ffffff\" width=\""
            + width
            + "\" height=\""
            + height
            + "\"/>");
  }

  String close() {
    line("</svg>");
    return out.toString();
  }

  /** Colours stand in attributes too, for viewers that know no variables. */
  void text(String style, int x, int y, String text) {
    line(
        "<text class=\""
            + style
            + "\" fill=\""
            + DrawingStyle.ink(style)
            + "\" x=\""
            + x
            + "\" y=\""
            + y
            + "\">"
            + SvgText.escaped(text)
            + "</text>");
  }

  void arrow(Arrow arrow) {
    boolean confirmed = arrow.link().level() == Level.CONFIRMED;
    List<Point> points = arrow.points();
    StringBuilder path = new StringBuilder();
    path.append("M").append(at(points.getFirst()));
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point point = points.get(i);
      if (i % 2 == 1) {
        path.append(" V").append(point.y());
      } else {
        int middle = (before.y() + point.y()) / 2;
        path.append(" C%d %d %d %d ".formatted(before.x(), middle, point.x(), middle))
            .append(at(point));
      }
    }
    Point end = points.getLast();
    line(
        "<g class=\"arrow\"><path class=\"line\" fill=\"none\" stroke=\"#57606a\" stroke-width=\"1.5\""
            + (confirmed ? " stroke-dasharray=\"5 4\"" : "")
            + " d=\""
            + path
            + "\"/><path class=\"head\" fill=\"#57606a\" d=\"M"
            + at(end)
            + " l-5 -9 h10 z\"/>"
            + "</g>");
  }

  /** How surely it waits, where that is not the usual; written over all lines. */
  void level(Arrow arrow) {
    boolean confirmed = arrow.link().level() == Level.CONFIRMED;
    if (confirmed && !arrow.link().to().equals(Graph.GOAL)) {
      Point end = arrow.points().getLast();
      int y = end.y() - 8 - arrow.rank() % 3 * LEVEL_LINE;
      text("level", end.x() + 8, y, Labels.word(Level.CONFIRMED));
    }
  }

  private static String at(Point point) {
    return point.x() + " " + point.y();
  }

  /**
   * @param step null for what completion means
   */
  void box(Box box, @Nullable Step step) {
    String kind = step == null ? "goal" : step.pivot() ? "pivot" : "step";
    String whole = box.lines().stream().map(Label::text).collect(Collectors.joining("; "));
    line("<g class=\"" + kind + "\"><title>" + SvgText.escaped(whole) + "</title>");
    line(
        "<rect class=\"box\" fill=\""
            + DrawingStyle.BOX
            + "\" stroke=\""
            + DrawingStyle.border(kind)
            + "\" stroke-width=\""
            + (kind.equals("pivot") ? 3 : 1)
            + "\" rx=\""
            + (step == null ? 20 : 6)
            + "\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                .formatted(box.x(), box.y(), box.width(), box.height()));
    int y = box.y() + Layout.PADDING + 12;
    boolean undone = false;
    for (Label label : box.lines()) {
      if (label.isUndo() && !undone) {
        undone = true;
        line(
            "<path class=\"rule\" stroke=\"#8c959f\" stroke-dasharray=\"2 3\" d=\"M%d %d h%d\"/>"
                .formatted(box.x() + 1, y - 8, box.width() - 2));
        y += Layout.PADDING / 2;
      }
      String style = label.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      text(style, box.x() + Layout.PADDING, y, SvgText.cut(label.text(), SvgText.LONGEST));
      y += Layout.LINE;
    }
    line("</g>");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
