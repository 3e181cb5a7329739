package io.meanwhile.app.format;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Schedule;
import io.meanwhile.core.model.Schedule.Missed;
import io.meanwhile.core.model.Schedule.Overlap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Reads when sagas of a definition are started by themselves. */
final class ScheduleKeys {
  private static final Keys KEYS =
      Keys.of("every", "cron", "zone", "overlap", "missed", "input", "paused");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String UTC = "UTC";

  private ScheduleKeys() {}

  static @Nullable Schedule read(Section definition) {
    Section section = definition.section("schedule", KEYS);
    if (section == null) {
      return null;
    }
    Duration every = section.duration("every", SECOND, Call.LONGEST);
    String cron = cron(section);
    if (section.has("every") == section.has("cron")) {
      String key = section.has("cron") ? "cron" : "every";
      section.flaw("bad-schedule", key, "a schedule has either every or cron", null);
    }
    boolean one = (every == null) != (cron == null);
    return new Schedule(
        one ? every : SECOND,
        one ? cron : null,
        zone(section),
        Objects.requireNonNullElse(word(section, "overlap", Overlap.values()), Overlap.SKIP),
        Objects.requireNonNullElse(word(section, "missed", Missed.values()), Missed.SKIP),
        section.has("input") ? section.value("input") : Map.of(),
        Boolean.TRUE.equals(section.truth("paused")));
  }

  /** With five fields it begins with the minute, as people know it; then it is second 0. */
  private static @Nullable String cron(Section section) {
    String text = section.text("cron");
    if (text == null) {
      return null;
    }
    String fields = text.strip();
    String full = fields.split("\\s+", -1).length == 5 ? "0 " + fields : fields;
    try {
      CronExpression _ = CronExpression.parse(full);
      return full;
    } catch (IllegalArgumentException invalid) {
      section.flaw("bad-schedule", "cron", "no cron expression: " + invalid.getMessage(), null);
      return null;
    }
  }

  private static String zone(Section section) {
    String text = section.text("zone");
    try {
      return text == null ? UTC : ZoneId.of(text).getId();
    } catch (DateTimeException unknown) {
      section.flaw("bad-schedule", "zone", "there is no time zone " + text, null);
      return UTC;
    }
  }

  private static <E extends Enum<E>> @Nullable E word(Section section, String key, E[] words) {
    String text = section.word(key, List.of(words).stream().map(ScheduleKeys::word).toList());
    for (E word : words) {
      if (word(word).equals(text)) {
        return word;
      }
    }
    return null;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
