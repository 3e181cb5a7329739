package io.meanwhile.core.decider;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How far a group is, in words for people. */
public final class JoinWords {
  private JoinWords() {}

  /** What it takes: {@code at least 3 of 5}. */
  public static String rule(Flow flow) {
    return switch (flow) {
      case Flow.Loop loop -> "at most " + loop.max() + " rounds until " + loop.until();
      case Flow.Proposing proposing ->
          "the proposal and all that it proposes, at most " + proposing.max() + " steps";
      case Flow.FanOut _, Flow.Group _ ->
          switch (flow.join()) {
            case Join.All _ -> "all members";
            case Join.AtLeast least -> "at least " + least.count() + " members";
            case Join.Ratio ratio -> "at least " + ratio.part() + " of the members";
          };
    };
  }

  /** How far it is and what it takes: {@code 2 of 5 final, 1 lost; it takes at least 3}. */
  public static String of(Flow flow, Effect group) {
    Members members = Objects.requireNonNull(group.members());
    if (flow instanceof Flow.Loop) {
      return "round " + members.begun() + "; it takes " + rule(flow);
    }
    List<String> parts = new ArrayList<>();
    parts.add(members.done() + " of " + members.count() + " final");
    add(parts, members.confirmed(), "confirmed");
    add(parts, members.inFlight() - members.confirmed(), "in flight");
    add(parts, members.out(), "skipped");
    add(parts, members.lost(), "lost");
    add(parts, members.count() - members.begun(), "not begun");
    return String.join(", ", parts) + "; it takes " + rule(flow);
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
