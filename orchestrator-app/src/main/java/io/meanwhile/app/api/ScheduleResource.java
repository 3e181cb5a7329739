package io.meanwhile.app.api;

import io.meanwhile.app.log.ScheduleStore;
import io.meanwhile.app.schedules.Schedules;
import io.meanwhile.core.model.Schedule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A schedule, and how far it has come.
 *
 * @param name of the definition
 * @param version of the definition, the newest
 * @param lastAt the last time that was seen to
 * @param lastSaga the last saga that it started
 * @param next its next time; absent while it is paused
 * @param problem why the last start was refused
 * @param acts what people did to it, the newest first; where one schedule is asked for
 */
@Schema(name = "Schedule")
record ScheduleResource(
    String name,
    int version,
    @Nullable Duration every,
    @Nullable String cron,
    String zone,
    @Schema(allowableValues = {"skip", "queue", "allow"}) String overlap,
    @Schema(allowableValues = {"skip", "last", "all"}) String missed,
    boolean paused,
    Instant lastAt,
    @Nullable String lastSaga,
    @Nullable Instant next,
    @Nullable String problem,
    @Nullable List<Act> acts) {

  /** Something that a person did to a schedule. */
  @Schema(name = "ScheduleAct")
  record Act(
      @Schema(allowableValues = {"pause", "resume", "trigger"}) String type,
      Instant at,
      String who,
      String reason) {
    static Act of(ScheduleStore.Act act) {
      return new Act(act.type(), act.at(), act.who(), act.reason());
    }
  }

  static ScheduleResource of(Schedules.Entry entry, @Nullable List<ScheduleStore.Act> acts) {
    Schedule schedule = entry.schedule();
    return new ScheduleResource(
        entry.definition().ref().name(),
        entry.definition().ref().version(),
        schedule.every(),
        schedule.cron(),
        schedule.zone(),
        schedule.overlap().name().toLowerCase(Locale.ROOT),
        schedule.missed().name().toLowerCase(Locale.ROOT),
        entry.progress().paused(),
        entry.progress().lastAt(),
        entry.progress().lastSaga(),
        entry.next(),
        entry.problem(),
        acts == null ? null : acts.stream().map(Act::of).toList());
  }
}
