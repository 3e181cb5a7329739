package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.engine.RestartTest.Dying;
import io.meanwhile.app.engine.RestartTest.Moment;
import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step that sleeps wakes in time, also after a restart, and nobody is asked for it. */
@OnEveryStore
@Timeout(60)
class TimersTest {
  private static final String NAP =
      """
      saga: nap
      version: 1
      steps:
        before: { call: shop/before }
        pause: { sleep: PT0.4S }
        then: { call: shop/then }
      """;

  @TempDir Path directory;

  private final Store store;

  TimersTest(Store store) {
    this.store = store;
  }

  @Test
  void itWakesInTimeAndNobodyIsAskedForIt() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (House house = house(store.at(directory), asked).open().define(NAP)) {
      house.start("s-1", "nap");
      house.awaitEnd("s-1");
      assertThat(asked).containsExactly("s-1/before/action/1", "s-1/then/action/1");
      assertNotEarly(house);
    }
  }

  @ParameterizedTest(name = "{1} append {0}")
  @CsvSource({"2,BEFORE", "2,AFTER", "3,BEFORE", "3,AFTER", "4,BEFORE"})
  void killedAnywhereItWakesOnceAndNotEarly(int append, Moment moment) throws Exception {
    var dying = new Dying[1];
    House left =
        house(store.at(directory), new ConcurrentLinkedQueue<>())
            .appender(log -> dying[0] = new Dying(log, append, moment))
            .open()
            .define(NAP);
    left.start("s-1", "nap");
    dying[0].awaitDeath();
    left.kill();
    try (House house = house(store.at(directory), new ConcurrentLinkedQueue<>()).open()) {
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(house.events("s-1"))
          .filteredOn(e -> e instanceof SagaEvent.FinalityReached)
          .hasSize(1);
      assertNotEarly(house);
    }
  }

  private static House.Plan house(Database database, Queue<String> asked) {
    return House.in(database)
        .participant(
            "shop",
            request -> {
              asked.add(request.key());
              return Answer.done(Map.of());
            });
  }

  private static void assertNotEarly(House house) {
    EffectKey pause = EffectKey.action("pause", 1);
    List<SagaEvent> events = house.events("s-1");
    Instant due =
        events.stream()
            .filter(e -> e instanceof SagaEvent.EffectRequested r && r.effect().equals(pause))
            .map(e -> ((SagaEvent.EffectRequested) e).until())
            .findFirst()
            .orElseThrow();
    Instant rang =
        events.stream()
            .filter(SagaEvent.FinalityReached.class::isInstance)
            .map(SagaEvent::at)
            .findFirst()
            .orElseThrow();
    assertThat(rang).isAfterOrEqualTo(due);
    assertThat(Duration.between(due, rang)).isLessThan(Duration.ofSeconds(30));
  }
}
