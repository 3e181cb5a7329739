package io.meanwhile.app.format;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Match;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Template;
import io.meanwhile.core.model.Undoing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the steps that are the orchestrator's own work. */
final class OwnSteps {
  /** What a message is called. */
  static final Pattern MESSAGE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /** A wait for a message or for a person, where the step says nothing else. */
  private static final Duration DAY = Duration.ofDays(1);

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Keys SLEEP = Keys.of("sleep", "after", "when");
  private static final Keys AWAIT =
      Keys.of(
          "await",
          "match",
          "after",
          "when",
          "deadline",
          "expect",
          "returns",
          "pivot",
          "irreversible",
          "onDivergence",
          "undo");
  private static final Keys DECIDE =
      Keys.of(
          "decide",
          "after",
          "when",
          "deadline",
          "expect",
          "pivot",
          "irreversible",
          "onDivergence",
          "undo");
  private static final Keys SAGA =
      Keys.of(
          "saga",
          "version",
          "with",
          "after",
          "when",
          "deadline",
          "expect",
          "returns",
          "pivot",
          "irreversible",
          "onDivergence");

  /** Another saga ends or parks within bounds of its own; this is for one that is lost sight of. */
  private static final Duration MONTH = Duration.ofDays(30);

  private static final Expression NOTHING = Expression.compile("null");

  private OwnSteps() {}

  /** The keys that such a step may have; those of any other step where it is none. */
  static Keys keys(Node step, Keys others) {
    if (!(step instanceof Node.Fields fields)) {
      return others;
    }
    Map<String, Node.Field> keys = fields.fields();
    if (keys.containsKey("sleep")) {
      return SLEEP;
    }
    return keys.containsKey("await")
        ? AWAIT
        : keys.containsKey("decide") ? DECIDE : keys.containsKey("saga") ? SAGA : others;
  }

  /** The action of such a step; null where it is none. */
  static @Nullable Call read(Section section) {
    if (section.has("sleep")) {
      return timer(section);
    }
    if (section.has("await")) {
      return message(section);
    }
    if (section.has("decide")) {
      return decision(section);
    }
    return section.has("saga") ? saga(section) : null;
  }

  /** A duration as written, or an expression that gives one, or a moment. */
  private static Call timer(Section section) {
    Node node = section.node("sleep");
    Object value = node instanceof Node.Scalar scalar ? scalar.value() : null;
    boolean length = value instanceof String text && Durations.parse(text).isPresent();
    if (length) {
      Duration most = Objects.requireNonNullElse(longest(section), Call.DEFAULT_DEADLINE);
      return Calls.own(Own.TIMER, input(Map.of("for", literal(value))), most);
    }
    boolean meant = value instanceof Long || Durations.suggestion(String.valueOf(value)) != null;
    if (meant) {
      longest(section); // says what was probably meant
    }
    Expression expression =
        node == null || meant
            ? NOTHING
            : Templates.expression(node, section.at("sleep"), section.flaws());
    Template computed = new Template.Computed(expression);
    return Calls.own(Own.TIMER, input(Map.of("for", computed)), Call.DEFAULT_DEADLINE);
  }

  private static @Nullable Duration longest(Section section) {
    return section.duration("sleep", MILLI, Call.LONGEST);
  }

  /** With {@code match}, only a message of which the one side equals the other one. */
  private static Call message(Section section) {
    Map<String, Template> input = new LinkedHashMap<>();
    String name = section.text("await", MESSAGE_NAME, "bad-name");
    input.put("name", literal(Objects.requireNonNullElse(name, "nothing")));
    Match match = match(section);
    if (match != null) {
      input.put("of", literal(match.ofMessage().source()));
      input.put("key", new Template.Computed(match.known()));
    }
    return waiting(section, Calls.own(Own.MESSAGE, input(input), deadline(section)));
  }

  private static @Nullable Match match(Section section) {
    String text = section.text("match");
    try {
      return text == null ? null : Match.compile(text);
    } catch (ExpressionException invalid) {
      section.flaw("bad-match", "match", "match " + invalid.getMessage(), null);
      return null;
    }
  }

  private static Call decision(Section section) {
    Map<String, Template> input = DecisionKeys.read(section, "decide");
    return waiting(section, Calls.own(Own.DECISION, input(input), deadline(section)));
  }

  private static Call saga(Section section) {
    Map<String, Template> input = new LinkedHashMap<>();
    String name = section.text("saga", DefinitionReader.NAME, "bad-name");
    input.put("definition", literal(Objects.requireNonNullElse(name, "unnamed")));
    Integer version = section.whole("version", 1, Integer.MAX_VALUE);
    if (version != null) {
      input.put("version", literal(version.longValue()));
    }
    Template with = Templates.template(section, "with");
    input.put("input", with == null ? input(Map.of()) : with);
    Duration wait =
        Objects.requireNonNullElse(section.duration("deadline", MILLI, Call.LONGEST), MONTH);
    return waiting(section, Calls.own(Own.SAGA, input(input), wait));
  }

  /** What undoes such a step where nothing else does; null for nothing. */
  static @Nullable Call undo(Call action, boolean irreversible) {
    boolean saga = Own.of(action.to()) == Own.SAGA && !irreversible;
    return saga ? Calls.own(Own.SAGA, input(Map.of()), MONTH) : null;
  }

  /** Another saga is told to go backward at once, whether it has begun or not. */
  static Undoing undoing(Call action) {
    return Own.of(action.to()) == Own.SAGA ? new Undoing(Level.FINAL, true) : Undoing.DEFAULT;
  }

  private static Duration deadline(Section section) {
    return Objects.requireNonNullElse(section.duration("deadline", MILLI, Call.LONGEST), DAY);
  }

  private static Call waiting(Section section, Call call) {
    Expression expect = Templates.expression(section, "expect");
    return Reactions.read(section, call.expecting(expect).returning(ResultSchema.read(section)));
  }

  private static Template literal(@Nullable Object value) {
    return new Template.Literal(value);
  }

  private static Template input(Map<String, Template> fields) {
    return new Template.Fields(fields);
  }
}
