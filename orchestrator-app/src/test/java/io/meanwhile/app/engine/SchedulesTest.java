package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.ScheduleStore;
import io.meanwhile.app.schedules.Schedules;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.SagaStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sagas that are started by themselves: none is missed and none comes twice. */
@OnEveryStore
@Timeout(60)
class SchedulesTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final String QUICK = "steps: { beat: { sleep: PT0.001S } }";
  private static final String SLOW = "steps: { beat: { await: never } }";

  @TempDir Path directory;

  private final Store store;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  SchedulesTest(Store store) {
    this.store = store;
  }

  private static String definition(String schedule, String steps) {
    return "saga: beat\nversion: 1\nschedule: { " + schedule + " }\n" + steps + "\n";
  }

  /** The schedules alone live by a clock of the test's own. */
  private Schedules schedules(House house) {
    InstantSource clock = now::get;
    Schedules schedules =
        new Schedules(
            new ScheduleStore(house.source), house.definitions, house.orchestrator, clock);
    schedules.start();
    return schedules;
  }

  private static boolean there(House house, String time) {
    return house.orchestrator.find("beat-" + time).isPresent();
  }

  private static void awaitStarted(House house, String time) throws InterruptedException {
    while (!there(house, time)) {
      Thread.sleep(10);
    }
  }

  private static void awaitSeenTo(Schedules schedules, Instant time) throws InterruptedException {
    while (schedules.get("beat").progress().lastAt().isBefore(time)) {
      Thread.sleep(10);
    }
  }

  private static void awaitKnown(Schedules schedules) throws InterruptedException {
    while (schedules.list().isEmpty()) {
      Thread.sleep(10);
    }
  }

  @Test
  void whenItsTimeComesASagaIsStartedUnderAnIdOfThatTime() throws Exception {
    try (House house =
            House.in(store.at(directory)).open().define(definition("every: PT1H", QUICK));
        Schedules schedules = schedules(house)) {
      awaitKnown(schedules);
      assertThat(schedules.get("beat").next()).isEqualTo(NOON.plusSeconds(3600));
      now.set(NOON.plusSeconds(3600));
      awaitStarted(house, "2026-11-26T13:00:00Z");
      SagaView view = house.awaitEnd("beat-2026-11-26T13:00:00Z");
      assertThat(EngineTest.outcome(view)).isEqualTo(SagaStatus.COMPLETED);
      assertThat(view.state().attributes())
          .containsEntry("meanwhile.schedule", "2026-11-26T13:00:00Z");
    }
  }

  @Test
  void whatPassedWhileNobodyWasThereIsMadeUpForAsTheScheduleSays() throws Exception {
    for (String missed : new String[] {"skip", "last", "all"}) {
      now.set(NOON);
      Path place = directory.resolve(missed);
      String text = definition("every: PT1H, overlap: allow, missed: " + missed, QUICK);
      try (House house = House.in(store.at(place)).open().define(text);
          Schedules schedules = schedules(house)) {
        awaitKnown(schedules);
        now.set(NOON.plusSeconds(3600));
        awaitStarted(house, "2026-11-26T13:00:00Z");
        awaitSeenTo(schedules, NOON.plusSeconds(3600));
      }
      now.set(NOON.plusSeconds(4 * 3600 + 60));
      try (House house = House.in(store.at(place)).open();
          Schedules schedules = schedules(house)) {
        awaitKnown(schedules);
        now.set(NOON.plusSeconds(5 * 3600));
        awaitStarted(house, "2026-11-26T17:00:00Z");
        assertThat(there(house, "2026-11-26T14:00:00Z")).isEqualTo(missed.equals("all"));
        assertThat(there(house, "2026-11-26T15:00:00Z")).isEqualTo(missed.equals("all"));
        assertThat(there(house, "2026-11-26T16:00:00Z")).isEqualTo(!missed.equals("skip"));
      }
    }
  }

  @Test
  void whileTheOneBeforeRunsATimeIsSkippedQueuedOrAllowed() throws Exception {
    for (String overlap : new String[] {"skip", "queue", "allow"}) {
      now.set(NOON);
      String text = definition("every: PT1H, overlap: " + overlap, SLOW);
      try (House house = House.in(store.at(directory.resolve(overlap))).open().define(text);
          Schedules schedules = schedules(house)) {
        awaitKnown(schedules);
        now.set(NOON.plusSeconds(3600));
        awaitStarted(house, "2026-11-26T13:00:00Z");
        awaitSeenTo(schedules, NOON.plusSeconds(3600));
        now.set(NOON.plusSeconds(2 * 3600));
        if (overlap.equals("queue")) {
          Thread.sleep(300);
          assertThat(there(house, "2026-11-26T14:00:00Z")).isFalse();
          house.orchestrator.cancel("beat-2026-11-26T13:00:00Z", "over", House.ANNA).get();
          awaitStarted(house, "2026-11-26T14:00:00Z");
        } else {
          awaitSeenTo(schedules, NOON.plusSeconds(2 * 3600));
          assertThat(there(house, "2026-11-26T14:00:00Z")).isEqualTo(overlap.equals("allow"));
        }
      }
    }
  }

  @Test
  void pausedItStartsNothingButWhatIsAskedForAndGoesOnFromTheResume() throws Exception {
    String text = definition("cron: '0 * * * *', overlap: allow, paused: true", QUICK);
    try (House house = House.in(store.at(directory)).open().define(text);
        Schedules schedules = schedules(house)) {
      awaitKnown(schedules);
      now.set(NOON.plusSeconds(3600 + 1));
      assertThat(schedules.trigger("beat", "anna", "a try")).isEqualTo("beat-2026-11-26T13:00:01Z");
      assertThat(there(house, "2026-11-26T13:00:01Z")).isTrue();
      schedules.resume("beat", "anna", "go");
      now.set(NOON.plusSeconds(2 * 3600));
      awaitStarted(house, "2026-11-26T14:00:00Z");
      assertThat(there(house, "2026-11-26T13:00:00Z")).isFalse();
      schedules.pause("beat", "anna", "enough");
    }
    try (House house = House.in(store.at(directory)).open();
        Schedules schedules = schedules(house)) {
      awaitKnown(schedules);
      while (schedules.get("beat").next() != null) {
        Thread.sleep(10);
      }
      assertThat(schedules.acts("beat"))
          .extracting(ScheduleStore.Act::reason)
          .containsExactlyInAnyOrder("enough", "go", "a try");
    }
  }

  @Test
  void whatCannotBeStartedIsToldAndTheNextTimeIsTried() throws Exception {
    String text =
        definition("every: PT1H", QUICK).replace("steps:", "input: { required: [a] }\nsteps:");
    try (House house = House.in(store.at(directory)).open().define(text);
        Schedules schedules = schedules(house)) {
      awaitKnown(schedules);
      now.set(NOON.plusSeconds(3600));
      while (schedules.get("beat").problem() == null) {
        Thread.sleep(10);
      }
      assertThat(schedules.get("beat").problem()).contains("input-invalid");
      assertThat(schedules.get("beat").next()).isEqualTo(NOON.plusSeconds(2 * 3600));
    }
  }
}
