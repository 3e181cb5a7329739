package io.meanwhile.app.cli;

import io.meanwhile.app.format.Flaw;
import java.util.List;

/** What is wrong with a file, with the line that it stands in and a caret below the place. */
final class FlawText {
  private static final int WIDEST = 100;
  private static final int BEFORE = 40;

  private final String name;
  private final List<String> lines;

  FlawText(String name, String text) {
    this.name = name;
    this.lines = text.lines().toList();
  }

  /** First the form that editors and terminals know how to follow. */
  String of(Flaw flaw) {
    return of(flaw, "");
  }

  /** Of something that is likely not meant so. */
  String warning(Flaw flaw) {
    return of(flaw, "warning: ");
  }

  private String of(Flaw flaw, String kind) {
    String hint = flaw.suggestion() == null ? "" : " (did you mean " + flaw.suggestion() + "?)";
    String place = name + ":" + flaw.line() + ":" + flaw.column();
    String head = place + ": " + kind + flaw.code() + ": " + flaw.message() + hint;
    return flaw.line() <= lines.size() ? head + "\n" + shown(flaw.line(), flaw.column()) : head;
  }

  /** A long line is shown around the place only. */
  private String shown(int number, int column) {
    int[] line = lines.get(number - 1).codePoints().map(FlawText::printable).toArray();
    int at = Math.min(column - 1, line.length);
    int from = at > WIDEST - BEFORE ? at - BEFORE : 0;
    int length = Math.min(line.length - from, WIDEST);
    String margin = String.valueOf(number);
    String cut = from > 0 ? "…" : "";
    String indent = " ".repeat(at - from + cut.length());
    String rest = from + length < line.length ? "…" : "";
    return "  %s | %s%s%s%n  %s | %s^"
        .formatted(
            margin, cut, new String(line, from, length), rest, " ".repeat(margin.length()), indent)
        .replace(System.lineSeparator(), "\n");
  }

  /** A tab has the width of one letter here, as it has in the column; no letter moves others. */
  private static int printable(int letter) {
    int type = Character.getType(letter);
    boolean hidden = type == Character.CONTROL || type == Character.FORMAT;
    return hidden || type == Character.SURROGATE ? ' ' : letter;
  }
}
