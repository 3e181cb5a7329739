package io.meanwhile.app.drawing;

import io.meanwhile.app.drawing.Label.Kind;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the boxes say, line by line. Whatever else a step may do one day (a fan-out, a loop) is one
 * more line here; the layout takes as many as there are.
 */
final class Labels {
  private Labels() {}

  static List<Label> of(Step step) {
    List<Label> lines = new ArrayList<>();
    if (step.pivot()) {
      lines.add(new Label(Kind.BADGE, "PIVOT: no way back"));
    }
    lines.add(new Label(Kind.NAME, step.name()));
    lines.add(new Label(Kind.CALL, step.action().to().toString()));
    if (step.when() != null) {
      lines.add(new Label(Kind.GUARD, "when " + step.when().source()));
    }
    confirm(lines, "", step.action().confirm());
    undo(lines, step);
    return lines;
  }

  private static void undo(List<Label> lines, Step step) {
    Call undo = step.undo();
    if (undo == null) {
      String why = step.irreversible() ? "irreversible" : "nothing to undo";
      lines.add(new Label(Kind.NO_UNDO, why));
      return;
    }
    String when = step.undoing().atOnce() ? ", at once" : "";
    lines.add(new Label(Kind.UNDO, "undo " + undo.to() + when));
    confirm(lines, "undo ", undo.confirm());
  }

  private static void confirm(List<Label> lines, String what, Finality finality) {
    String says = confirm(finality);
    if (says != null) {
      Kind kind = what.isEmpty() ? Kind.CONFIRM : Kind.UNDO;
      lines.add(new Label(kind, what + says));
    }
  }

  private static @Nullable String confirm(Finality finality) {
    return switch (finality) {
      case Finality.Reply _ -> null;
      case Finality.Depth depth -> "final " + depth.confirmations() + " deep";
      case Finality.Time time -> "final after " + time.after();
      case Finality.Quorum quorum -> {
        String each = confirm(quorum.each());
        String of = quorum.quorum() + " of " + String.join(", ", quorum.of());
        yield each == null ? of : of + "; " + each;
      }
    };
  }

  static List<Label> of(Completion complete) {
    String goal =
        switch (complete.goal()) {
          case Goal.All _ -> "all steps";
          case Goal.Any _ -> "any step";
          case Goal.AtLeast some -> "at least " + some.count() + " of " + some.of().size();
          case Goal.Holds holds -> holds.expression().source();
        };
    return List.of(
        new Label(Kind.NAME, "complete"),
        new Label(Kind.GUARD, goal),
        new Label(Kind.CONFIRM, word(complete.level())));
  }

  static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
