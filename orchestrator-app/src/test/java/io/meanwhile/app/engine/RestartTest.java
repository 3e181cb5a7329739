package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.AppendConflictException;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kill at any moment leaves behind, and what the next start makes of it. */
@OnEveryStore
@Timeout(60)
class RestartTest {
  @TempDir Path directory;

  private final Store store;

  RestartTest(Store store) {
    this.store = store;
  }

  /** Where the process dies: within the nth append, before or after it is durable. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /** From its nth append on nothing is written, or said, any more: as after a kill. */
  static final class Dying implements FrameAppender {
    private final FrameAppender log;
    private final Moment moment;
    private final CountDownLatch dead = new CountDownLatch(1);
    private int left;

    Dying(FrameAppender log, int appends, Moment moment) {
      this.log = log;
      this.left = appends;
      this.moment = moment;
    }

    void awaitDeath() throws InterruptedException {
      dead.await();
    }

    void awaitDeath(Duration atMost) throws InterruptedException {
      boolean _ = dead.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
      if (--left == 0 && moment == Moment.AFTER) {
        log.append(group);
      }
      if (left <= 0) {
        dead.countDown();
        new CountDownLatch(1).await();
      }
      log.append(group);
    }

    @Override
    public boolean isStored(Frame frame) {
      return log.isStored(frame);
    }
  }

  @Test
  void unansweredEffectIsAskedAgainWithTheSameKey() throws Exception {
    Queue<String> first = new ConcurrentLinkedQueue<>();
    CountDownLatch asked = new CountDownLatch(1);
    House left =
        House.in(store.at(directory))
            .participant(
                "shop",
                request -> {
                  first.add(request.key() + "#" + request.attempt());
                  asked.countDown();
                  new CountDownLatch(1).await();
                  return null;
                })
            .open()
            .define(EngineTest.THREE_STEPS);
    left.start("s-1", "three");
    asked.await();
    left.kill();

    Queue<String> second = new ConcurrentLinkedQueue<>();
    try (House house = answering(second)) {
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(first).containsExactly("s-1/first/action/1#1");
      assertThat(second)
          .containsExactly("s-1/first/action/1#1", "s-1/second/action/1#1", "s-1/third/action/1#1");
    }
  }

  /** What was answered, also with "we have it", is in the log: nobody is asked for it again. */
  @Test
  void aReplayAsksNobody() throws Exception {
    House left =
        House.in(store.at(directory))
            .participant(
                "shop",
                request ->
                    request.operation().equals("third")
                        ? Answer.accepted(null)
                        : Answer.done(Map.of()))
            .open()
            .define(EngineTest.THREE_STEPS);
    left.start("s-1", "three");
    left.await("s-1", RestartTest::isThirdAccepted);
    left.kill();
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (House house = answering(asked)) {
      assertThat(isThirdAccepted(house.orchestrator.find("s-1").orElseThrow())).isTrue();
      house.start("s-2", "three");
      house.awaitEnd("s-2");
      house.orchestrator.cancel("s-1", "read it back", House.ANNA).get(20, TimeUnit.SECONDS);
      assertThat(asked)
          .filteredOn(key -> key.contains("s-1/") && key.contains("/action/"))
          .isEmpty();
    }
  }

  private static boolean isThirdAccepted(SagaView view) {
    var third = view.state().action("third");
    return third != null && third.rung() == Rung.ACCEPTED;
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void killedAtItsBirthASagaIsThereOrNot(Moment moment) throws Exception {
    var dying = new Dying[1];
    House left =
        House.in(store.at(directory))
            .participant("shop", _ -> Answer.done(Map.of()))
            .appender(log -> dying[0] = new Dying(log, 1, moment))
            .open()
            .define(EngineTest.THREE_STEPS);
    var start = left.orchestrator.start(House.request("s-1", "three"));
    dying[0].dead.await();
    assertThat(start).isNotDone();
    assertThat(left.orchestrator.find("s-1").isPresent()).isEqualTo(moment == Moment.AFTER);

    try (House house = answering(new ConcurrentLinkedQueue<>())) {
      assertThat(house.start("s-1", "three").created()).isEqualTo(moment == Moment.BEFORE);
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPLETED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void killedAnywhereASagaEndsAfterTheRestart(int append) throws Exception {
    for (Moment moment : Moment.values()) {
      Path place = directory.resolve(moment.name());
      var dying = new Dying[1];
      House left =
          House.in(store.at(place))
              .participant("shop", RestartTest::refuseTheThird)
              .appender(log -> dying[0] = new Dying(log, append, moment))
              .open()
              .define(EngineTest.THREE_STEPS);
      left.start("s-1", "three");
      dying[0].dead.await();
      left.kill();

      try (House house =
          House.in(store.at(place)).participant("shop", RestartTest::refuseTheThird).open()) {
        SagaView end = house.awaitEnd("s-1");
        assertThat(EngineTest.outcome(end)).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(end.state().all())
            .allMatch(e -> e.rung() == Rung.FINAL || e.rung() == Rung.VOID);
        assertThat(house.events("s-1"))
            .filteredOn(SagaEvent.EffectRequested.class::isInstance)
            .hasSize(5);
        assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
      }
    }
  }

  private static Answer refuseTheThird(EffectRequest request) {
    return request.operation().equals("third") ? Answer.refused("sold out") : Answer.done(Map.of());
  }

  @Test
  void deadlineFallsAfterARestartAndNeverEarly() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    House left =
        House.in(store.at(directory))
            .participant(
                "shop",
                _ -> {
                  asked.countDown();
                  return Answer.accepted(null);
                })
            .open()
            .define(
                """
                saga: patient
                version: 1
                steps:
                  only: { call: shop/only, deadline: PT1.5S, undo: { call: shop/undo } }
                """);
    left.start("s-1", "patient");
    asked.await();
    left.await("s-1", view -> view.state().all().iterator().next().rung() == Rung.ACCEPTED);
    left.kill();

    try (House house =
        House.in(store.at(directory)).participant("shop", _ -> Answer.done(Map.of())).open()) {
      house.await(
          "s-1",
          view ->
              house.events("s-1").stream().anyMatch(SagaEvent.DeadlinePassed.class::isInstance));
      List<SagaEvent> events = house.events("s-1");
      SagaEvent.ObservationRecorded accepted = first(events, SagaEvent.ObservationRecorded.class);
      SagaEvent.DeadlinePassed passed = first(events, SagaEvent.DeadlinePassed.class);
      assertThat(passed.at()).isAfterOrEqualTo(accepted.until());
    }
  }

  private static <E extends SagaEvent> E first(List<SagaEvent> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  private House answering(Queue<String> asked) {
    return House.in(store.at(directory))
        .participant(
            "shop",
            request -> {
              asked.add(request.key() + "#" + request.attempt());
              return Answer.done(Map.of());
            })
        .open()
        .define(EngineTest.THREE_STEPS);
  }
}
