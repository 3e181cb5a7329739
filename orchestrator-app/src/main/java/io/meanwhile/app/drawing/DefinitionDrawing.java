package io.meanwhile.app.drawing;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a definition: its steps from top to bottom, who waits for whom and how surely, its
 * guards, who is believed, how each step is undone, and the pivot.
 */
public final class DefinitionDrawing {
  private static final int TITLE_LINE = 24;
  private static final int COLUMNS = 44;
  private static final int NARROWEST = 480;

  private DefinitionDrawing() {}

  /**
   * An SVG document that can be shown as it is or stand within a page. It fetches nothing and runs
   * nothing.
   */
  public static String svg(Definition definition) {
    String name = definition.title() == null ? definition.ref().name() : definition.title();
    List<String> title = SvgText.wrapped(name, COLUMNS);
    int top = Layout.MARGIN + (title.size() + 2) * TITLE_LINE;
    Picture picture = Layout.of(Graph.of(definition), top);
    SvgWriter svg = new SvgWriter(Math.max(NARROWEST, picture.width()), picture.height());
    svg.open(definition.ref() + ": " + name, described(definition));
    int y = Layout.MARGIN + 4;
    for (String line : title) {
      svg.text("title", Layout.MARGIN, y, line);
      y += TITLE_LINE;
    }
    svg.text("note", Layout.MARGIN, y, definition.ref().toString());
    svg.text(
        "note", Layout.MARGIN, y + Layout.LINE, "solid: waits for final; dashed: for confirmed");
    picture.arrows().forEach(svg::arrow);
    picture.arrows().forEach(svg::level);
    picture.boxes().forEach(box -> svg.box(box, step(definition, box.name())));
    return svg.close();
  }

  private static @Nullable Step step(Definition definition, String name) {
    return name.equals(Graph.GOAL) ? null : definition.step(name);
  }

  /** The same in words, for those who do not see it. */
  private static String described(Definition definition) {
    String steps =
        definition.steps().stream()
            .map(step -> step.name() + " " + said(step))
            .collect(Collectors.joining(". "));
    return steps + ". " + said(Labels.of(definition.complete())) + ".";
  }

  private static String said(Step step) {
    String after =
        step.after().entrySet().stream()
            .map(before -> before.getKey() + " is " + Labels.word(before.getValue()))
            .collect(Collectors.joining(" and "));
    List<Label> lines =
        Labels.of(step).stream().filter(line -> line.kind() != Label.Kind.NAME).toList();
    return (after.isEmpty() ? "begins at once: " : "begins when " + after + ": ") + said(lines);
  }

  private static String said(List<Label> lines) {
    return lines.stream().map(Label::text).collect(Collectors.joining(", "));
  }
}
