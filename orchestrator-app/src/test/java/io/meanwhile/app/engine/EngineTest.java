package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@OnEveryStore
@Timeout(60)
class EngineTest {
  static final String THREE_STEPS =
      """
      saga: three
      version: 1
      input: { type: object, required: [amount] }
      steps:
        first: { call: shop/first, undo: { call: shop/unfirst } }
        second: { call: shop/second, undo: { call: shop/unsecond } }
        third: { call: shop/third }
      """;

  @TempDir Path directory;

  private final Store store;

  EngineTest(Store store) {
    this.store = store;
  }

  @Test
  void threeStepsCompleteInTheirOrder() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (House house = house(asked, "")) {
      Receipt receipt = house.start("s-1", "three");
      SagaView end = house.awaitEnd("s-1");

      assertThat(receipt.created()).isTrue();
      assertThat(outcome(end)).isEqualTo(SagaStatus.COMPLETED);
      assertThat(asked)
          .containsExactly(
              "first s-1/first/action/1", "second s-1/second/action/1", "third s-1/third/action/1");
    }
  }

  @Test
  void refusedThirdStepIsCompensatedInReverse() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (House house = house(asked, "third")) {
      house.start("s-1", "three");
      SagaView end = house.awaitEnd("s-1");

      assertThat(outcome(end)).isEqualTo(SagaStatus.COMPENSATED);
      assertThat(asked)
          .containsExactly(
              "first s-1/first/action/1",
              "second s-1/second/action/1",
              "third s-1/third/action/1",
              "unsecond s-1/second/compensation/1/1",
              "unfirst s-1/first/compensation/1/1");
    }
  }

  @Test
  void whatIsReadIsTheFoldOfWhatIsStored() throws Exception {
    try (House house = house(new ConcurrentLinkedQueue<>(), "")) {
      house.start("s-1", "three");
      SagaView end = house.awaitEnd("s-1");
      List<StoredEvent> stored = house.stored("s-1");

      assertThat(end.state().sequence()).isEqualTo(stored.size());
      assertThat(end.lastEventAt()).isEqualTo(stored.getLast().recordedAt());
      assertThat(stored).allMatch(event -> event.metadata().correlation().equals("s-1"));
      assertThat(stored.getFirst().metadata().who()).isEqualTo("anna");
      assertThat(stored.getLast().metadata().who()).isEqualTo("participant:shop");
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
    }
  }

  @Test
  void sameIdAndRequestGiveTheSameSagaAlsoAfterARestart() throws Exception {
    try (House house = house(new ConcurrentLinkedQueue<>(), "")) {
      assertThat(house.start("s-1", "three").created()).isTrue();
      house.awaitEnd("s-1");
      assertThat(house.start("s-1", "three").created()).isFalse();
    }
    try (House house = house(new ConcurrentLinkedQueue<>(), "")) {
      Receipt repeated = house.start("s-1", "three");
      assertThat(repeated.created()).isFalse();
      assertThat(repeated.sequence()).isEqualTo(house.stored("s-1").size());
      StartRequest other =
          new StartRequest("s-1", "three", null, Map.of("amount", 6L), Map.of(), House.ANNA);
      assertRefused(house.orchestrator.start(other), "saga-exists");
    }
  }

  @Test
  void racingStartsUnderOneIdMakeOneSaga() throws Exception {
    try (House house = house(new ConcurrentLinkedQueue<>(), "")) {
      for (int round = 0; round < 20; round++) {
        String id = "race-" + round;
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Receipt>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          FutureTask<Receipt> start = new FutureTask<>(() -> startAfter(house, id, go));
          Thread.startVirtualThread(start);
          answers.add(start);
        }
        go.countDown();
        long created = 0;
        for (Future<Receipt> answer : answers) {
          created += answer.get(20, TimeUnit.SECONDS).created() ? 1 : 0;
        }
        assertThat(created).isEqualTo(1);
        house.awaitEnd(id);
      }
    }
  }

  private static Receipt startAfter(House house, String id, CountDownLatch go) throws Exception {
    go.await();
    return house.start(id, "three");
  }

  @Test
  void thousandStartsAtOnceAllEnd() throws Exception {
    try (House house = house(new ConcurrentLinkedQueue<>(), "")) {
      List<CompletableFuture<Receipt>> starts = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        starts.add(house.orchestrator.start(House.request(null, "three")));
      }
      for (CompletableFuture<Receipt> start : starts) {
        String saga = start.get(20, TimeUnit.SECONDS).saga();
        assertThat(outcome(house.awaitEnd(saga))).isEqualTo(SagaStatus.COMPLETED);
      }
      assertThat(house.log.openSagas()).isEmpty();
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
    }
  }

  @Test
  void whatCannotBeStartedIsRefusedWithItsReason() throws Exception {
    try (House house = house(new ConcurrentLinkedQueue<>(), "")) {
      assertRefused(house.orchestrator.start(House.request("no good", "three")), "bad-saga-id");
      assertRefused(house.orchestrator.start(House.request("s-1", "four")), "unknown-definition");
      StartRequest empty = new StartRequest("s-1", "three", null, Map.of(), Map.of(), House.ANNA);
      assertRefused(house.orchestrator.start(empty), "input-invalid");
      assertRefused(house.orchestrator.cancel("s-1", "why not", House.ANNA), "unknown-saga");
      assertThat(house.orchestrator.find("s-1")).isEmpty();
      assertThat(house.log.head()).isZero();
    }
  }

  @Test
  void followerSeesEveryEventOnceAndInOrder() throws Exception {
    try (House house = house(new ConcurrentLinkedQueue<>(), "")) {
      CountDownLatch go = new CountDownLatch(1);
      house.define(
          """
          saga: slow
          version: 1
          steps:
            only: { call: shop/first }
          """);
      house.start("s-1", "slow");
      Queue<Long> seen = new ConcurrentLinkedQueue<>();
      CountDownLatch ended = new CountDownLatch(1);
      AutoCloseable following =
          house.orchestrator.follow(
              "s-1",
              -1,
              event -> {
                seen.add(event.sequence());
                if (event.type().endsWith("saga-ended")) {
                  ended.countDown();
                }
              });
      go.countDown();
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
      following.close();
      long last = house.stored("s-1").size();
      assertThat(seen)
          .containsExactlyElementsOf(
              IntStream.range(0, (int) last).mapToObj(i -> (long) i).toList());
    }
  }

  private House house(Queue<String> asked, String refused) {
    return House.in(store.at(directory))
        .participant(
            "shop",
            request -> {
              asked.add(request.operation() + " " + request.key());
              return request.operation().equals(refused)
                  ? Answer.refused("sold out")
                  : Answer.done(Map.of("id", request.key()));
            })
        .open()
        .define(THREE_STEPS);
  }

  @Test
  void aSagaStaysWithTheVersionThatItBeganWithAlsoAfterARestart() throws Exception {
    String steps = "steps: { pay: { call: shop/pay }, %s: { call: shop/%<s } }";
    House left =
        House.in(store.at(directory))
            .participant("shop", _ -> Answer.accepted(null))
            .open()
            .define("saga: order\nversion: 1\n" + steps.formatted("ship"));
    left.start("old", "order");
    left.define("saga: order\nversion: 2\n" + steps.formatted("mail"));
    left.start("new", "order");
    for (String saga : List.of("old", "new")) {
      left.await(saga, view -> view.state().all().iterator().next().rung() == Rung.ACCEPTED);
    }
    left.kill();
    try (House house =
        House.in(store.at(directory)).participant("shop", _ -> Answer.done(null)).open()) {
      EffectKey pay = EffectKey.action("pay", 1);
      Instant now = Instant.now();
      Observation paid =
          new Observation(pay, "shop", "1", Report.FINAL, null, null, null, null, null, now);
      for (String saga : List.of("old", "new")) {
        house.orchestrator.observe(saga, paid, House.ANNA).get(20, TimeUnit.SECONDS);
        assertThat(outcome(house.awaitEnd(saga))).isEqualTo(SagaStatus.COMPLETED);
      }
      assertThat(house.awaitEnd("old").state().action("ship")).isNotNull();
      assertThat(house.awaitEnd("old").state().action("mail")).isNull();
      assertThat(house.awaitEnd("new").state().action("mail")).isNotNull();
    }
  }

  static SagaStatus outcome(SagaView view) {
    return Objects.requireNonNull(view.state().ended(), "it has not ended").outcome();
  }

  static void assertRefused(CompletableFuture<Receipt> command, String code) {
    assertThatThrownBy(() -> command.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
