package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.Snapshot;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the engine keeps a state, and that nothing depends on it. */
@Timeout(60)
class KeptStatesTest {
  private static final int NEVER = 1_000_000;
  private static final Duration LONG = Duration.ofDays(1);

  private final SnapshotCodec codec = new SnapshotCodec();

  @TempDir Path directory;

  @Test
  void busySagaIsKeptEverySoManyEvents() throws Exception {
    try (House house = house(new SnapshotPolicy(20, NEVER, NEVER, LONG, 16))) {
      house.start("s-1", "patient");
      observe(house, 1, 30);
      Snapshot first = awaitSnapshot(house, kept -> true);
      observe(house, 31, 60);
      Snapshot second = awaitSnapshot(house, kept -> kept.sequence() > first.sequence());

      assertThat(first.sequence()).isGreaterThanOrEqualTo(20);
      for (Snapshot each : List.of(first, second)) {
        SnapshotCodec.Kept kept = codec.decode(each.state());
        assertThat(kept.saga()).isEqualTo(fold(house, each.sequence()));
        assertThat(house.stored("s-1").get((int) each.sequence() - 1).hash())
            .isEqualTo(each.hash());
      }
      assertThat(rows(house)).isOne();
    }
  }

  @Test
  void sagaThatLeavesMemoryIsKept() throws Exception {
    EngineLimits one = new EngineLimits(1, 1024, 256, 4096, 1000, 1, 1L << 30);
    try (House house =
        plan(new SnapshotPolicy(NEVER, 10, NEVER, LONG, 16)).limits(one).open().define(yaml())) {
      house.start("s-1", "patient");
      observe(house, 1, 20);
      assertThat(snapshot(house)).isEmpty();
      house.start("s-2", "patient");

      assertThat(awaitSnapshot(house, kept -> true).sequence()).isGreaterThan(20);
      house.await("s-1", view -> true);
      observe(house, 21, 30);
      assertThat(house.orchestrator.find("s-1").orElseThrow().state())
          .isEqualTo(fold(house, Long.MAX_VALUE));
    }
  }

  @Test
  void sagaThatEndedIsKeptOnlyWhenItIsLong() throws Exception {
    String one = "saga: one\nversion: 1\nsteps:\n  only: { call: shop/only }\n";
    EngineLimits few = new EngineLimits(1, 1024, 256, 4096, 1000, 1, 1L << 30);
    try (House house =
        House.in(directory)
            .participant("shop", _ -> Answer.done(Map.of()))
            .snapshots(new SnapshotPolicy(1, 1, 100, Duration.ZERO, 16))
            .limits(few)
            .open()
            .define(one)) {
      for (int i = 0; i < 5; i++) {
        house.start("e-" + i, "one");
        house.awaitEnd("e-" + i);
      }
      assertThat(
              JdbcClient.create(house.source)
                  .sql(
                      "SELECT COUNT(*) FROM snapshot n WHERE NOT EXISTS"
                          + " (SELECT 1 FROM log l WHERE l.saga_key = n.saga_key"
                          + " AND l.first_sequence >= n.sequence)")
                  .query(Long.class)
                  .single())
          .as("snapshots of states that ended")
          .isZero();
    }
  }

  @Test
  void sagasGoOnWhenNoSnapshotCanBeWrittenOrRead() throws Exception {
    try (House house = house(new SnapshotPolicy(1, 1, 1, Duration.ZERO, 1))) {
      JdbcClient.create(house.source).sql("DROP TABLE snapshot").update();
      house.start("s-1", "patient");
      observe(house, 1, 50);
      assertThat(house.orchestrator.find("s-1").orElseThrow().state())
          .isEqualTo(fold(house, Long.MAX_VALUE));
    }
  }

  /** Killed at any time: what is kept is of the past, and the log says what came after. */
  @Test
  void restartGoesOnFromTheSnapshotAndWhatCameAfter() throws Exception {
    House left = house(new SnapshotPolicy(20, NEVER, NEVER, LONG, 16));
    left.start("s-1", "patient");
    observe(left, 1, 40);
    awaitSnapshot(left, kept -> true);
    observe(left, 41, 55);
    left.kill();
    try (House house = plan(SnapshotPolicy.DEFAULT).open()) {
      observe(house, 56, 70);
      assertThat(house.orchestrator.find("s-1").orElseThrow().state())
          .isEqualTo(fold(house, Long.MAX_VALUE));
      house.orchestrator.cancel("s-1", "enough", House.ANNA).get(20, TimeUnit.SECONDS);
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPENSATED);
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
    }
  }

  private House house(SnapshotPolicy policy) {
    return plan(policy).open().define(yaml());
  }

  private House.Plan plan(SnapshotPolicy policy) {
    return House.in(directory)
        .participant(
            "shop",
            request ->
                request.operation().equals("only")
                    ? Answer.accepted(Map.of())
                    : Answer.done(Map.of()))
        .snapshots(policy);
  }

  private static String yaml() {
    return LongSaga.DEFINITION.replace("confirm:", "undo: { call: shop/undo }, confirm:");
  }

  static void observe(House house, int from, int to) throws Exception {
    for (int i = from; i <= to; i++) {
      var seen = LongSaga.observation(i, Instant.now());
      house.orchestrator.observe("s-1", seen, House.ANNA).get(20, TimeUnit.SECONDS);
    }
  }

  private static Saga fold(House house, long events) {
    Saga saga = Saga.NOT_STARTED;
    for (var event : house.events("s-1")) {
      if (saga.sequence() < events) {
        saga = SagaDecider.evolve(saga, event);
      }
    }
    return saga;
  }

  private static Optional<Snapshot> snapshot(House house) {
    return house.durable.snapshots().find(house.log.find("s-1").orElseThrow().sagaKey());
  }

  private static long rows(House house) {
    return JdbcClient.create(house.source)
        .sql("SELECT COUNT(*) FROM snapshot")
        .query(Long.class)
        .single();
  }

  static Snapshot awaitSnapshot(House house, Predicate<Snapshot> until) throws Exception {
    while (true) {
      Optional<Snapshot> newest = snapshot(house).filter(until);
      if (newest.isPresent()) {
        return newest.get();
      }
      Thread.sleep(20);
    }
  }
}
