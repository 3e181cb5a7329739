package io.meanwhile.app.schedules;

import io.meanwhile.core.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** The times of a schedule. Pure. */
final class Timetable {
  /** How many missed times are made up for at most. */
  static final int MOST = 1000;

  private static final int LONGEST_LOOK = 5_000_000;

  private final Schedule schedule;
  private final @Nullable CronExpression cron;
  private final ZoneId zone;

  Timetable(Schedule schedule) {
    this.schedule = schedule;
    this.cron = schedule.cron() == null ? null : CronExpression.parse(schedule.cron());
    this.zone = ZoneId.of(schedule.zone());
  }

  /** The first time after this one; null when there is none. */
  @Nullable Instant next(Instant after) {
    CronExpression fields = cron;
    if (fields != null) {
      ZonedDateTime next = fields.next(ZonedDateTime.ofInstant(after, zone));
      return next == null ? null : next.toInstant();
    }
    long period = Objects.requireNonNull(schedule.every()).toMillis();
    long passed = Math.floorDiv(after.toEpochMilli(), period);
    return Instant.ofEpochMilli((passed + 1) * period);
  }

  /**
   * From when on times are seen to after nobody was there: the schedule says which of those that
   * passed are made up for.
   */
  Instant resume(Instant last, Instant now) {
    return switch (schedule.missed()) {
      case SKIP -> now.isBefore(last) ? last : now;
      case LAST -> before(last, now, 1);
      case ALL -> before(last, now, MOST);
    };
  }

  /** A moment after which no more than so many times passed until now. */
  private Instant before(Instant last, Instant now, int most) {
    Deque<Instant> newest = new ArrayDeque<>();
    Instant time = last;
    for (int looked = 0; looked < LONGEST_LOOK; looked++) {
      Instant next = next(time);
      if (next == null || next.isAfter(now)) {
        break;
      }
      newest.add(next);
      if (newest.size() > most) {
        newest.removeFirst();
      }
      time = next;
    }
    return newest.isEmpty() ? last : newest.getFirst().minus(Duration.ofMillis(1));
  }
}
