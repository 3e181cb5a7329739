package io.meanwhile.app.format;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.model.Template;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads how effects are asked for. Made once per document, with its defaults.
 *
 * @param answer one attempt
 * @param deadline the effect as a whole
 */
record Calls(Duration answer, Duration deadline, Retry retry) {
  /** What a step must have one of. */
  private static final List<String> KINDS =
      List.of("call", "await", "decide", "sleep", "saga", "steps");

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration LONGEST_ANSWER = Duration.ofDays(1);
  static final Duration LONGEST = Duration.ofDays(3650);
  static final Keys DEFAULT_KEYS = Keys.of("answer", "deadline", "retry");
  static final Keys UNDO_KEYS =
      Keys.of(
          "call",
          "with",
          "after",
          "atOnce",
          "answer",
          "deadline",
          "retry",
          "confirm",
          "expect",
          "returns",
          "probe",
          "grace",
          "validFor",
          "remembers",
          "onDivergence");
  private static final Keys RETRY_KEYS = Keys.of("attempts", "backoff", "factor", "max", "jitter");
  private static final Target NOBODY = new Target("nobody", "nothing");

  static Calls defaults(@Nullable Section section) {
    Calls builtIn = new Calls(Call.DEFAULT_ANSWER, Call.DEFAULT_DEADLINE, Retry.DEFAULT);
    return section == null
        ? builtIn
        : new Calls(builtIn.answer(section), builtIn.deadline(section), builtIn.retry(section));
  }

  /** An action or a compensation; keys that the section does not know are absent. */
  Call read(Section section) {
    section.require("call", KINDS);
    Duration grace = section.duration("grace", Duration.ZERO, LONGEST);
    Call call =
        new Call(
            Objects.requireNonNullElse(target(section, "call"), NOBODY),
            Templates.asking(section, "with"),
            answer(section),
            deadline(section),
            retry(section),
            Confirmation.read(section),
            Templates.expression(section, "expect"),
            target(section, "probe"),
            Objects.requireNonNullElse(grace, Call.DEFAULT_GRACE));
    return Reactions.read(
        section,
        call.valid(validFor(section))
            .remembered(remembers(section, call.answer()))
            .returning(ResultSchema.read(section)));
  }

  /** An attempt must be answered before its key is forgotten, or none could ever be made. */
  private static @Nullable Duration remembers(Section section, Duration answer) {
    Duration time = section.duration("remembers", MILLI, LONGEST);
    if (time != null && time.compareTo(answer) <= 0) {
      String why = "remembers must be longer than answer, here " + answer;
      section.flaw("bad-duration", "remembers", why, null);
      return null;
    }
    return time;
  }

  /** Past it somebody must be asked whether it happened before. */
  private static @Nullable Duration validFor(Section section) {
    Duration limit = section.duration("validFor", MILLI, LONGEST);
    if (limit != null && !section.has("probe")) {
      section.flaw("missing-key", "validFor", "validFor needs a probe to ask with", "probe");
    }
    return limit;
  }

  /** What the orchestrator does itself: nothing of the document's defaults is about that. */
  static Call own(Own own, Template input, Duration deadline) {
    return new Call(
        own.target(),
        input,
        Call.DEFAULT_ANSWER,
        deadline,
        Retry.DEFAULT,
        new Finality.Reply(),
        null,
        null,
        Call.DEFAULT_GRACE);
  }

  private Duration answer(Section section) {
    return Objects.requireNonNullElse(section.duration("answer", MILLI, LONGEST_ANSWER), answer);
  }

  private Duration deadline(Section section) {
    return Objects.requireNonNullElse(section.duration("deadline", MILLI, LONGEST), deadline);
  }

  private Retry retry(Section parent) {
    Section section = parent.section("retry", RETRY_KEYS);
    if (section == null) {
      return retry;
    }
    return new Retry(
        Objects.requireNonNullElse(section.whole("attempts", 1, 1000), retry.attempts()),
        Objects.requireNonNullElse(
            section.duration("backoff", Duration.ZERO, LONGEST_ANSWER), retry.backoff()),
        Objects.requireNonNullElse(section.number("factor", 1, 100), retry.factor()),
        Objects.requireNonNullElse(
            section.duration("max", Duration.ZERO, LONGEST_ANSWER), retry.max()),
        Objects.requireNonNullElse(section.number("jitter", 0, 1), retry.jitter()));
  }

  private static @Nullable Target target(Section section, String key) {
    String text = section.text(key);
    try {
      Target target = text == null ? null : Target.parse(text);
      if (target != null && target.participant().equals(Own.PARTICIPANT)) {
        String name = Own.PARTICIPANT + " is the orchestrator itself: use sleep";
        section.flaw("reserved-participant", key, name, null);
      }
      return target;
    } catch (IllegalArgumentException notATarget) {
      section.flaw("bad-target", key, key + " must be participant/operation", null);
      return null;
    }
  }
}
