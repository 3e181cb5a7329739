package io.meanwhile.core.standing;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Rung;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A standing for people: a line for each entry, a sentence on each line. */
public final class StandingText {
  /** A longer result is cut off; the whole of it stands in the saga's events. */
  private static final int LONGEST = 200;

  private final Function<@Nullable Object, String> json;
  private final List<String> lines = new ArrayList<>();

  private StandingText(Function<@Nullable Object, String> json) {
    this.json = json;
  }

  /**
   * The standing in words, each line ended.
   *
   * @param json writes a result down
   */
  public static String of(String saga, Standing standing, Function<@Nullable Object, String> json) {
    StandingText text = new StandingText(json);
    text.first(saga, standing);
    text.part("Happened", standing.happened().stream().map(text::happened).toList());
    text.part("Pending", standing.pending().stream().map(StandingText::pending).toList());
    text.part("Diverged", standing.diverged().stream().map(StandingText::diverged).toList());
    text.part("Blocked by", standing.blockedBy().stream().map(StandingText::blocked).toList());
    text.part("Losses", standing.losses().stream().map(loss -> loss + " is a loss.").toList());
    return String.join("\n", text.lines) + "\n";
  }

  private void first(String saga, Standing standing) {
    String why = standing.why() == null ? "" : ": " + standing.why();
    String losses = standing.losses().isEmpty() ? "" : " with losses";
    String ended = standing.status().ended() ? losses : ", going " + standing.direction();
    lines.add(sentence(saga + " is " + standing.status() + ended + why));
    Standing.Completion goal = standing.completion();
    String satisfied = goal.satisfied() ? ", and it is" : "";
    lines.add(
        sentence(
            "Its goal is met with "
                + goal.rule()
                + satisfied
                + ": "
                + goal.met()
                + " of "
                + goal.needed()
                + names(", satisfied by ", goal.satisfiedBy())
                + names(", still needed: ", goal.stillNeeded())));
  }

  private static String names(String before, List<String> names) {
    return names.isEmpty() ? "" : before + String.join(", ", names);
  }

  private void part(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      lines.add("");
      lines.add(title + ":");
      entries.forEach(entry -> lines.add("- " + entry));
    }
  }

  private String happened(Standing.Happened it) {
    String depth = it.of() > 0 ? " (" + it.depth() + " of " + it.of() + ")" : "";
    boolean said = it.level() == Rung.CONFIRMED || it.level() == Rung.FINAL;
    String by = said ? " by word of " + String.join(", ", it.observers()) : "";
    String undone = it.compensation() == null ? "" : ", " + it.compensation();
    String reason = it.reason() == null ? "" : ": " + it.reason();
    String result = it.result() == null ? "" : ", with the result " + cut(json.apply(it.result()));
    return sentence(
        it.effect()
            + " "
            + is(it.level())
            + depth
            + by
            + since(it.at())
            + undone
            + result
            + reason);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String pending(Standing.Pending it) {
    String until = it.until() == null ? "" : " until " + it.until();
    return sentence(
        it.effect()
            + " "
            + is(it.level())
            + since(it.since())
            + ", waits for "
            + it.waitingFor()
            + until
            + "; then "
            + it.then());
  }

  private static String since(@Nullable Instant at) {
    return at == null ? "" : " since " + at;
  }

  private static String diverged(Standing.Diverged it) {
    String effect = it.effect() == null ? "The saga" : it.effect();
    return sentence(
        effect
            + " is "
            + word(it.kind())
            + " since "
            + it.at()
            + ", with the reaction "
            + word(it.reaction())
            + "; expected: "
            + it.expected()
            + "; observed: "
            + it.observed());
  }

  private static String blocked(Standing.BlockedBy it) {
    String about = it.effect() == null ? "the saga" : it.effect();
    List<String> choices = it.choices().stream().map((Choice c) -> word(c)).toList();
    return sentence(
        "Question "
            + it.question()
            + " about "
            + about
            + " is open since "
            + it.since()
            + " and may be answered by "
            + String.join(", ", choices)
            + ": "
            + it.reason());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String is(Rung rung) {
    return switch (rung) {
      case PENDING -> "has not begun";
      case REQUESTED -> "is requested";
      case ACCEPTED -> "is accepted";
      case CONFIRMED -> "is confirmed";
      case FINAL -> "is final";
      case REFUSED -> "is refused";
      case VOID -> "did not happen and never will";
      case UNKNOWN -> "is unknown";
      case REVERTED -> "is reverted";
      case DISPUTED -> "is disputed";
      case SKIPPED -> "is skipped";
    };
  }

  private static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("…") ? text : text + ".";
  }
}
