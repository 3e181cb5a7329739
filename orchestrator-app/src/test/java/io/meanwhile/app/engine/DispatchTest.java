package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.AttemptFailed;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What participants meet: how often, how many at once, with which key, and for how long. */
@OnEveryStore
@Timeout(60)
class DispatchTest {
  private static final String ONE =
      """
      saga: one
      version: 1
      defaults: { answer: PT0.3S, retry: { attempts: 3, backoff: PT0.02S, jitter: 0 } }
      steps:
        only: { call: shop/only }
      """;

  @TempDir Path directory;

  private final Store store;

  DispatchTest(Store store) {
    this.store = store;
  }

  @Test
  void boundHoldsAndEverybodyGetsATurn() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (House house =
        House.in(store.at(directory))
            .participant(
                "shop",
                _ -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.sleep(2);
                  now.decrementAndGet();
                  return Answer.done(Map.of());
                })
            .callsPerParticipant(5)
            .open()
            .define(EngineTest.THREE_STEPS)) {
      List<String> sagas = startAll(house, "three", 100);
      for (String saga : sagas) {
        assertThat(EngineTest.outcome(house.awaitEnd(saga))).isEqualTo(SagaStatus.COMPLETED);
      }
      assertThat(most).hasValueLessThanOrEqualTo(5).hasValueGreaterThan(1);
      assertThat(house.engine.status().callsWaiting()).isEmpty();
    }
  }

  @Test
  void hangingParticipantKeepsNobodyElseWaiting() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (House house =
        House.in(store.at(directory))
            .participant("shop", _ -> awaitUninterruptibly(never))
            .participant("desk", _ -> Answer.done(Map.of()))
            .callsPerParticipant(2)
            .open()
            .define(ONE)
            .define("saga: other\nversion: 1\nsteps:\n  only: { call: desk/only }\n")) {
      startAll(house, "one", 20);
      for (String saga : startAll(house, "other", 20)) {
        house.awaitEnd(saga);
      }
      assertThat(house.engine.status().callsWaiting()).containsKey("shop");
      never.countDown();
    }
  }

  private static Answer awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = true;
    while (interrupted) {
      try {
        latch.await();
        interrupted = false;
      } catch (InterruptedException e) {
        // A participant of the worst kind: it does not listen.
        interrupted = true;
      }
    }
    return Answer.done(Map.of());
  }

  @Test
  void callBeyondItsAnswerTimeIsInterruptedAndRepeatedWithTheSameKey() throws Exception {
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    Semaphore interrupted = new Semaphore(0);
    try (House house =
        House.in(store.at(directory))
            .participant(
                "shop",
                request -> {
                  keys.add(request.key() + "#" + request.attempt());
                  if (request.attempt() == 1) {
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      interrupted.release();
                      throw e;
                    }
                  }
                  return Answer.done(Map.of());
                })
            .open()
            .define(ONE)) {
      house.start("s-1", "one");
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(interrupted.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(keys).containsExactly("s-1/only/action/1#1", "s-1/only/action/1#2");
      AttemptFailed failed = failures(house).getFirst();
      assertThat(failed.failure()).isEqualTo(Failure.NO_ANSWER);
      assertThat(failed.detail()).isEqualTo("no answer within PT0.3S");
    }
  }

  @Test
  void retryIsNeverEarly() throws Exception {
    try (House house =
        House.in(store.at(directory))
            .participant("shop", request -> failFirst(request, new UnavailableException("down")))
            .open()
            .define(ONE)) {
      house.start("s-1", "one");
      house.awaitEnd("s-1");
      List<SagaEvent> events = house.events("s-1");
      AttemptFailed failed = failures(house).getFirst();
      assertThat(events.getLast().at()).isAfterOrEqualTo(failed.retryAt());
    }
  }

  @Test
  void eachFailureIsRecordedAsWhatItIsAndTellsNoSecret() throws Exception {
    assertThat(failureOf(new UnavailableException("down"))).isEqualTo("UNAVAILABLE down");
    assertThat(failureOf(new RejectedException("bad input"))).isEqualTo("REJECTED bad input");
    assertThat(failureOf(new IllegalStateException("password=hunter2")))
        .isEqualTo("NO_ANSWER the call ended with java.lang.IllegalStateException");
    assertThat(failureOf(null)).isEqualTo("NO_ANSWER the participant answered nothing");
  }

  private String failureOf(@Nullable Exception e) throws Exception {
    String name = e == null ? "nothing" : e.getClass().getSimpleName();
    try (House house =
        House.in(store.at(directory.resolve(name)))
            .participant("shop", request -> failFirst(request, e))
            .open()
            .define(ONE)) {
      house.start("s-1", "one");
      house.await("s-1", view -> !failures(house).isEmpty());
      AttemptFailed failed = failures(house).getFirst();
      return failed.failure() + " " + failed.detail();
    }
  }

  private static @Nullable Answer failFirst(EffectRequest request, @Nullable Exception e)
      throws Exception {
    if (request.attempt() > 1) {
      return Answer.done(Map.of());
    }
    if (e == null) {
      return null;
    }
    throw e;
  }

  @Test
  void participantThatIsNotThereIsRecordedAsNotConfigured() throws Exception {
    try (House house = House.in(store.at(directory)).open().define(ONE)) {
      house.start("s-1", "one");
      house.await("s-1", view -> !failures(house).isEmpty());
      assertThat(failures(house).getFirst().failure()).isEqualTo(Failure.NOT_CONFIGURED);
    }
  }

  @Test
  void laterNewsComesThroughTheReporter() throws Exception {
    Queue<EffectRequest> asked = new ConcurrentLinkedQueue<>();
    CountDownLatch told = new CountDownLatch(1);
    try (House house =
        House.in(store.at(directory))
            .participant(
                "shop",
                request -> {
                  asked.add(request);
                  told.countDown();
                  return Answer.accepted(null);
                })
            .open()
            .define(ONE)) {
      house.start("s-1", "one");
      told.await();
      house.await("s-1", view -> view.state().all().iterator().next().rung() == Rung.ACCEPTED);
      EffectRequest request = asked.element();
      request
          .reporter()
          .report(
              new Observation(
                  EffectKey.action("only", 1),
                  "shop",
                  "news-1",
                  Report.FINAL,
                  null,
                  Map.of(),
                  null,
                  null,
                  null,
                  Instant.now()));
      assertThat(house.orchestrator.find("s-1").orElseThrow().state().ended()).isNotNull();
    }
  }

  private static List<AttemptFailed> failures(House house) {
    return house.events("s-1").stream()
        .filter(AttemptFailed.class::isInstance)
        .map(AttemptFailed.class::cast)
        .toList();
  }

  private static List<String> startAll(House house, String definition, int count) throws Exception {
    List<String> sagas = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sagas.add(house.start(definition + "-" + i, definition).saga());
    }
    return sagas;
  }
}
