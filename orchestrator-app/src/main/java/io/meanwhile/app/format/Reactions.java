package io.meanwhile.app.format;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code onDivergence}: kinds of divergence, each with a reaction or a list of reactions. A
 * reaction is a word, or an object of one word with its bound and, after {@code then}, the rest of
 * the list.
 */
final class Reactions {
  /** A list that is longer is a mistake; each entry may be repeated as it is. */
  static final int LONGEST = 10;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Keys BOUNDS = Keys.of("attempts", "within");
  private static final List<String> OF_A_STEP =
      List.of("refused", "unavailable", "unknown", "unexpected", "reverted", "disputed", "late");
  private static final List<String> OF_THE_WHOLE = List.of("overdue", "unmet");

  /** Whatever it is, it is read elsewhere, and what is wrong with it is noted there. */
  private static final List<String> EVERYTHING = List.of("*");

  private static final List<String> FIXED = List.of("broken", "stray", "rejected", "expression");
  private static final List<String> REACTIONS =
      List.of("retry", "redo", "probe", "wait", "undo", "compensate", "continue", "park");
  private static final String THEN = "then";

  private final List<String> kinds;

  /** Kinds that are read elsewhere. */
  private final List<String> others;

  private final int attempts;
  private final Duration grace;
  private final Duration deadline;
  private final Flaws flaws;

  private Reactions(
      List<String> kinds,
      List<String> others,
      int attempts,
      Duration grace,
      Duration deadline,
      Flaws flaws) {
    this.kinds = kinds;
    this.others = others;
    this.attempts = Math.min(attempts, Measure.MOST);
    this.grace = grace;
    this.deadline = deadline;
    this.flaws = flaws;
  }

  /** The call with the reactions that its section gives; those for a group are read apart. */
  static Call read(Section section, Call call) {
    Node node = section.node("onDivergence");
    if (node == null) {
      return call;
    }
    int attempts = call.retry().attempts();
    boolean group = section.has("each") || section.has("repeat");
    List<String> others = group ? List.of("unmet") : List.of();
    Reactions reactions =
        new Reactions(OF_A_STEP, others, attempts, call.grace(), call.deadline(), section.flaws());
    return call.reacting(reactions.kinds(node, section.at("onDivergence")));
  }

  /** What is done about what concerns the saga as a whole; a wait is as long as its deadline. */
  static Map<DivergenceKind, List<Measure>> read(Section definition, @Nullable Duration deadline) {
    Node node = definition.node("onDivergence");
    if (node == null) {
      return Map.of();
    }
    Duration wait = Objects.requireNonNullElse(deadline, Call.DEFAULT_DEADLINE);
    Reactions reactions = new Reactions(OF_THE_WHOLE, List.of(), 1, wait, wait, definition.flaws());
    return reactions.kinds(node, definition.at("onDivergence"));
  }

  /**
   * What is done about what concerns a group as a whole; a wait is as long as its deadline.
   *
   * @param calls its members are one call, whose own reactions stand beside these
   */
  static Map<DivergenceKind, List<Measure>> ofGroup(
      Section group, @Nullable Duration deadline, boolean calls) {
    Node node = group.node("onDivergence");
    if (node == null) {
      return Map.of();
    }
    Duration wait = Objects.requireNonNullElse(deadline, Call.DEFAULT_DEADLINE);
    Reactions reactions =
        calls
            ? new Reactions(List.of("unmet"), EVERYTHING, 1, wait, wait, group.flaws())
            : new Reactions(OF_THE_WHOLE, List.of(), 1, wait, wait, group.flaws());
    return reactions.kinds(node, group.at("onDivergence"));
  }

  private Map<DivergenceKind, List<Measure>> kinds(Node node, String pointer) {
    Map<DivergenceKind, List<Measure>> lists = new EnumMap<>(DivergenceKind.class);
    if (others.equals(EVERYTHING) && !(node instanceof Node.Fields)) {
      return lists;
    }
    Section section = Section.open(node, pointer, flaws);
    for (Map.Entry<String, Node.Field> entry : section.entries()) {
      String word = entry.getKey();
      String at = section.at(word);
      if (kinds.contains(word)) {
        DivergenceKind kind = DivergenceKind.valueOf(word.toUpperCase(Locale.ROOT));
        List<Measure> list = new ArrayList<>();
        list(entry.getValue().value(), at, kind, list);
        if (list.size() > LONGEST) {
          String message = "a list has at most " + LONGEST + " reactions";
          flaws.add("bad-reaction", entry.getValue().value().place(), at, message);
        }
        lists.put(kind, list);
      } else if (!others.contains(word) && !others.equals(EVERYTHING)) {
        flaws.add(
            "unknown-divergence",
            entry.getValue().key(),
            at,
            noKind(word),
            isKnown(word) ? null : Closest.to(word, known()));
      }
    }
    return lists;
  }

  /** Those that may stand there. */
  private List<String> known() {
    List<String> all = new ArrayList<>(kinds);
    all.addAll(others);
    return all;
  }

  private static boolean isKnown(String word) {
    return FIXED.contains(word) || OF_A_STEP.contains(word) || OF_THE_WHOLE.contains(word);
  }

  private String noKind(String word) {
    String known = "; the kinds are " + String.join(", ", known());
    if (OF_THE_WHOLE.contains(word)) {
      return word + " concerns a group, or the saga, as a whole: give it there" + known;
    }
    if (OF_A_STEP.contains(word)) {
      return word + " concerns one step: give it there" + known;
    }
    return switch (word) {
      case "broken" -> "what is broken always parks: that cannot be changed";
      case "stray" -> "a report about a key that was never requested is no step's" + known;
      case "rejected", "expression" -> word + " is a mistake, not an outcome: it always parks";
      default -> word + " is no kind of divergence" + known;
    };
  }

  private void list(Node node, String pointer, DivergenceKind kind, List<Measure> list) {
    switch (node) {
      case Node.Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          one(items.items().get(i), Pointers.child(pointer, i), kind, list);
        }
        if (items.items().isEmpty()) {
          bad(node, pointer, "the list is empty: leave the kind out to keep the default", null);
        }
      }
      case Node.Fields _, Node.Scalar _ -> one(node, pointer, kind, list);
    }
  }

  private void one(Node node, String pointer, DivergenceKind kind, List<Measure> list) {
    switch (node) {
      case Node.Scalar scalar -> {
        Reaction reaction = reaction(scalar.value(), node.place(), pointer);
        if (reaction != null) {
          list.add(unbounded(reaction, kind));
        }
      }
      case Node.Fields fields -> bounded(fields, pointer, kind, list);
      case Node.Items _ -> bad(node, pointer, "a list within a list", null);
    }
  }

  private void bounded(
      Node.Fields fields, String pointer, DivergenceKind kind, List<Measure> list) {
    int reactions = 0;
    for (Map.Entry<String, Node.Field> entry : fields.fields().entrySet()) {
      String word = entry.getKey();
      if (word.equals(THEN)) {
        continue;
      }
      String at = Pointers.child(pointer, word);
      Reaction reaction = reaction(word, entry.getValue().key(), at);
      if (reaction != null) {
        list.add(bound(reaction, kind, entry.getValue().value(), at));
      }
      reactions++;
    }
    if (reactions != 1) {
      bad(fields, pointer, "one reaction with its bound, and 'then' for what follows", null);
    }
    Node.Field then = fields.fields().get(THEN);
    if (then != null) {
      list(then.value(), Pointers.child(pointer, THEN), kind, list);
    }
  }

  private @Nullable Reaction reaction(@Nullable Object word, Place place, String pointer) {
    if (word instanceof String text && REACTIONS.contains(text)) {
      return Reaction.valueOf(text.toUpperCase(Locale.ROOT));
    }
    String message = "a reaction is one of " + String.join(", ", REACTIONS);
    String near = Closest.to(String.valueOf(word), REACTIONS);
    flaws.add("bad-reaction", place, pointer, message, near);
    return null;
  }

  /** Without a bound of its own it is repeated as often as the step is tried. */
  private Measure unbounded(Reaction reaction, DivergenceKind kind) {
    return switch (reaction) {
      case RETRY, PROBE, REDO -> Measure.times(reaction, attempts);
      case WAIT -> Measure.wait(kind == DivergenceKind.REVERTED ? grace : deadline);
      case UNDO, COMPENSATE, CONTINUE, PARK, RECORD -> Measure.once(reaction);
    };
  }

  private Measure bound(Reaction reaction, DivergenceKind kind, Node bound, String pointer) {
    Measure plain = unbounded(reaction, kind);
    return switch (reaction) {
      case RETRY, PROBE ->
          bound instanceof Node.Fields
              ? attempts(plain, Section.of(bound, pointer, BOUNDS, flaws))
              : Measure.times(reaction, times(plain, bound, pointer));
      case REDO -> Measure.times(reaction, times(plain, bound, pointer));
      case WAIT -> Measure.wait(length(plain, bound, pointer));
      case UNDO, COMPENSATE, CONTINUE, PARK, RECORD -> {
        String word = reaction.name().toLowerCase(Locale.ROOT);
        bad(bound, pointer, word + " is done once and takes no bound", word);
        yield plain;
      }
    };
  }

  private static Measure attempts(Measure plain, Section section) {
    int times =
        Objects.requireNonNullElse(section.whole("attempts", 1, Measure.MOST), plain.times());
    return new Measure(plain.reaction(), times, section.duration("within", SHORTEST, Call.LONGEST));
  }

  private int times(Measure plain, Node bound, String pointer) {
    Object value = bound instanceof Node.Scalar scalar ? scalar.value() : null;
    if (value instanceof Long times && times >= 1 && times <= Measure.MOST) {
      return times.intValue();
    }
    bad(bound, pointer, "it is done 1 to " + Measure.MOST + " times", null);
    return plain.times();
  }

  private Duration length(Measure plain, Node bound, String pointer) {
    Object value = bound instanceof Node.Scalar scalar ? scalar.value() : null;
    Duration length = value instanceof String text ? Durations.parse(text).orElse(null) : null;
    boolean fits =
        length != null && length.compareTo(SHORTEST) >= 0 && length.compareTo(Call.LONGEST) <= 0;
    if (length == null || !fits) {
      String near = Durations.suggestion(String.valueOf(value));
      bad(bound, pointer, "wait takes a duration such as PT5M, to " + Call.LONGEST, near);
      return Objects.requireNonNull(plain.within());
    }
    return length;
  }

  private void bad(Node node, String pointer, String message, @Nullable String suggestion) {
    flaws.add("bad-reaction", node.place(), pointer, message, suggestion);
  }
}
