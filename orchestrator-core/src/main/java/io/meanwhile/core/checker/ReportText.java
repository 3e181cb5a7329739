package io.meanwhile.core.checker;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The report as text: the answer first, then why, then what is good to know. */
final class ReportText {
  private static final String INDENT = "  ";

  private ReportText() {}

  static String of(CheckReport report) {
    StringBuilder text = new StringBuilder();
    text.append(report.definition()).append(": ").append(verdict(report)).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "%,d states, %,d paths, %s%n",
            report.states(),
            report.paths(),
            report.exhaustive() ? "exhaustive" : "NOT exhaustive"));
    text.append(INDENT).append(report.bound()).append('\n');
    findings(text, "Violations", report.violations());
    findings(text, "Warnings", report.warnings());
    list(text, "Accepted: meant to be so", report.accepted(), it -> it);
    list(text, "Accepted, though it was not found", report.notFound(), it -> it);
    list(text, "How it ends", report.endStates(), e -> e.end());
    list(text, "What an operator may be asked", report.canPark(), p -> p.about() + ": " + p.kind());
    list(
        text,
        "What may stand after the end though given up",
        report.canBeLeftStanding(),
        s ->
            s.step() + ", " + s.end() + (s.listedAsLoss() ? ", listed as a loss" : ", NOT listed"));
    list(
        text,
        "Laws",
        report.invariants(),
        i ->
            i.number()
                + " "
                + (i.checked() ? "held: " : "not looked at: ")
                + i.law()
                + " ("
                + i.how()
                + ")");
    return text.toString();
  }

  private static String verdict(CheckReport report) {
    int count = report.violations().size();
    return switch (count) {
      case 0 -> report.exhaustive() ? "sound" : "sound as far as was looked";
      case 1 -> "1 violation";
      default -> count + " violations";
    };
  }

  private static <T> void list(
      StringBuilder text, String title, List<T> items, Function<T, String> line) {
    if (!items.isEmpty()) {
      text.append('\n').append(title).append('\n');
      items.forEach(item -> text.append(INDENT).append(line.apply(item)).append('\n'));
    }
  }

  private static void findings(
      StringBuilder text, String title, List<CheckReport.Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append('\n');
    for (CheckReport.Finding finding : findings) {
      String step = finding.step().isEmpty() ? "" : " (" + finding.step() + ")";
      text.append(INDENT).append(finding.code()).append(step).append(": ");
      text.append(finding.message()).append('\n');
      finding
          .timeline()
          .forEach(line -> text.append(INDENT).append(INDENT).append(line).append('\n'));
      text.append(INDENT).append(INDENT).append("=> ").append(finding.remedy()).append('\n');
    }
  }
}
