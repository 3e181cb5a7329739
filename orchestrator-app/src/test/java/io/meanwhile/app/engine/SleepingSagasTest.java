package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sagas that wait for a time: what a start does with them, and when they go on. */
@OnEveryStore
@Timeout(60)
class SleepingSagasTest {
  private static final String WAITS =
      """
      saga: waits
      version: 1
      steps:
        ask: { call: slow/do, answer: PT1S, deadline: PT3S }
      """;

  @TempDir Path directory;

  private final Store store;

  SleepingSagasTest(Store store) {
    this.store = store;
  }

  @Test
  void aStartSetsTheirTimesWithoutReadingThem() throws Exception {
    var database = store.at(directory);
    String yaml = WAITS.replace("deadline: PT3S", "deadline: PT1H");
    List<String> ids = IntStream.range(0, 30).mapToObj(i -> "saga-" + i).toList();
    try (House house = House.in(database).participant("slow", _ -> Answer.accepted(null)).open()) {
      house.define(yaml);
      for (String id : ids) {
        house.start(id, "waits");
      }
      for (String id : ids) {
        house.await(id, view -> view.state().sequence() == 3);
      }
    }
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (House house =
        House.in(database)
            .participant(
                "slow",
                request -> {
                  asked.add(request.saga());
                  return Answer.accepted(null);
                })
            .open()) {
      while (house.engine.status().openSagas() < ids.size()) {
        Thread.sleep(5);
      }
      assertThat(house.engine.status().hotSagas()).isZero();
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void aDeadlineThatFellWhileNobodyWasThereIsActedOnAtTheStartAndNoneEarly() throws Exception {
    var database = store.at(directory);
    try (House house = House.in(database).participant("slow", _ -> Answer.accepted(null)).open()) {
      house.define(WAITS);
      house.start("past", "waits");
      house.await("past", view -> view.state().sequence() == 3);
      Thread.sleep(2_000);
      house.start("soon", "waits");
      house.await("soon", view -> view.state().sequence() == 3);
    }
    Thread.sleep(1_200);
    try (House house = House.in(database).participant("slow", _ -> Answer.accepted(null)).open()) {
      for (String id : List.of("past", "soon")) {
        house.await(id, view -> view.state().backward());
        SagaEvent.EffectRequested requested = (SagaEvent.EffectRequested) house.events(id).get(1);
        SagaEvent passed =
            house.events(id).stream()
                .filter(SagaEvent.DeadlinePassed.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(passed.at()).isAfterOrEqualTo(requested.until());
      }
    }
  }

  /** Their calls have no room in the queue: only their keys are kept, and each has its turn. */
  @Test
  void moreCallsThanTheQueueHoldsAreAllMadeInTheEnd() throws Exception {
    int many = 12_000;
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    var gate = new CountDownLatch(1);
    try (House house =
        House.in(store.at(directory))
            .callsPerParticipant(4)
            .participant(
                "slow",
                request -> {
                  gate.await();
                  asked.add(request.saga());
                  return Answer.done(null);
                })
            .open()) {
      house.define(
          "saga: waits\nversion: 1\nsteps: { ask: { call: slow/do, answer: PT5M, deadline: PT1H } }");
      var started =
          IntStream.range(0, many).mapToObj(i -> startWhenTaken(house, "saga-" + i)).toList();
      for (var one : started) {
        one.get();
      }
      assertThat(house.engine.status().callsWaiting().get("slow")).isGreaterThan(10_000);
      gate.countDown();
      for (int i = 0; i < many; i++) {
        house.await("saga-" + i, view -> view.state().ended() != null);
      }
    }
    assertThat(asked).hasSize(many).doesNotHaveDuplicates();
  }

  /** A full intake says so; who is told comes again. */
  private static CompletableFuture<Receipt> startWhenTaken(House house, String id) {
    while (true) {
      var started = house.orchestrator.start(House.request(id, "waits"));
      boolean busy =
          started.isCompletedExceptionally()
              && started.exceptionNow() instanceof RefusedException refused
              && Duration.ofSeconds(1).equals(refused.retryAfter());
      if (!busy) {
        return started;
      }
      Thread.onSpinWait();
    }
  }
}
