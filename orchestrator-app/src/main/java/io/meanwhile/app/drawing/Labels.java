package io.meanwhile.app.drawing;

import io.meanwhile.app.drawing.Label.Kind;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the boxes say, line by line; the layout takes as many lines as there are. */
final class Labels {
  private Labels() {}

  static List<Label> of(Step step) {
    List<Label> lines = new ArrayList<>();
    if (step.pivot()) {
      lines.add(new Label(Kind.BADGE, "PIVOT: no way back"));
    }
    lines.add(new Label(Kind.NAME, step.name()));
    guard(lines, "", step);
    Flow flow = step.flow();
    if (flow == null) {
      action(lines, step);
    } else {
      flow(lines, flow);
    }
    return lines;
  }

  private static void guard(List<Label> lines, String whose, Step step) {
    if (step.when() != null) {
      lines.add(new Label(Kind.GUARD, whose + "when " + step.when().source()));
    }
  }

  private static void action(List<Label> lines, Step step) {
    lines.add(new Label(Kind.CALL, Asking.of(step.action())));
    confirm(lines, "", step.action().confirm());
    undo(lines, step);
  }

  /** Members begin while the saga runs: they are lines of the box, and have none of their own. */
  private static void flow(List<Label> lines, Flow flow) {
    switch (flow) {
      case Flow.FanOut each -> {
        String many = ", " + each.parallel() + " at a time";
        lines.add(new Label(Kind.FLOW, "for each of " + each.each().source() + many));
        lines.add(new Label(Kind.FLOW, join(each)));
        guard(lines, "of each, ", each.body());
        Flow inner = each.body().flow();
        if (inner == null) {
          action(lines, each.body());
        } else {
          flow(lines, inner);
        }
      }
      case Flow.Loop loop -> {
        lines.add(new Label(Kind.FLOW, "again until " + loop.until().source()));
        lines.add(
            new Label(Kind.FLOW, "at most " + loop.max() + " times, " + loop.pause() + " apart"));
        action(lines, loop.body());
      }
      case Flow.Proposing proposing -> proposing(lines, proposing);
      case Flow.Group group -> {
        lines.add(new Label(Kind.FLOW, join(group)));
        for (Step member : group.steps()) {
          lines.add(new Label(Kind.CALL, member.name() + ": " + asked(member)));
          guard(lines, member.name() + ": ", member);
        }
      }
    }
  }

  /** What is proposed is known only while the saga runs: the box says what may be. */
  private static void proposing(List<Label> lines, Flow.Proposing flow) {
    action(lines, flow.body());
    String deep = flow.depth() == 1 ? "" : ", " + flow.depth() + " deep";
    lines.add(new Label(Kind.FLOW, "proposes up to " + flow.max() + " steps" + deep));
    for (Flow.Allowed one : flow.allow()) {
      String more = one.proposes() ? ", proposes" : "";
      lines.add(new Label(Kind.CALL, asked(one.step()) + more));
    }
  }

  private static String asked(Step member) {
    if (member.flow() != null) {
      return "a group";
    }
    String undo = member.undo() == null ? "" : ", " + Asking.undo(member.undo());
    return Asking.of(member.action()) + undo;
  }

  private static String join(Flow flow) {
    String enough =
        switch (flow.join()) {
          case Join.All _ -> "all of them";
          case Join.AtLeast least -> "at least " + least.count() + " of them";
          case Join.Ratio ratio -> "at least " + ratio.part() + " of them";
        };
    return enough + (flow.drops() ? ", the others are dropped" : "");
  }

  private static void undo(List<Label> lines, Step step) {
    Call undo = step.undo();
    if (undo == null) {
      String why = step.irreversible() ? "irreversible" : "nothing to undo";
      lines.add(new Label(Kind.NO_UNDO, why));
      return;
    }
    String when = step.undoing().atOnce() ? ", at once" : "";
    lines.add(new Label(Kind.UNDO, Asking.undo(undo) + when));
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
