package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.engine.RestartTest.Dying;
import io.meanwhile.app.engine.RestartTest.Moment;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A saga that a step of another one starts, follows and takes back. */
@OnEveryStore
@Timeout(60)
class ChildSagasTest {
  private static final String CHILD =
      """
      saga: shipping
      version: 1
      steps:
        pack: { call: shop/pack, with: { order: input.order }, undo: { call: shop/unpack } }
        send: { call: shop/send, undo: { call: shop/recall } }
      result: { parcel: steps.send.result.parcel }
      """;
  private static final String PARENT =
      """
      saga: order
      version: 1
      steps:
        pay: { call: shop/pay, undo: { call: shop/refund } }
        ship: { saga: shipping, with: { order: saga.id } }
        thank: { call: shop/thank }
      """;
  private static final EffectKey SHIP = EffectKey.action("ship", 1);
  private static final String ID = "o-1:ship:1";

  @TempDir Path directory;

  private final Store store;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  ChildSagasTest(Store store) {
    this.store = store;
  }

  private House.Plan plan(String refused) {
    return House.in(store.at(directory)).participant("shop", request -> answer(request, refused));
  }

  private Answer answer(EffectRequest request, String refused) {
    asked.add(request.operation() + " for " + request.saga());
    return request.operation().equals(refused)
        ? Answer.refused("not today")
        : Answer.done(Map.of("parcel", "p-1"));
  }

  private static House start(House house) throws Exception {
    house.define(CHILD).define(PARENT);
    house.start("o-1", "order");
    return house;
  }

  private static Rung ship(SagaView parent) {
    return Objects.requireNonNull(parent.state().effect(SHIP)).rung();
  }

  @Test
  void itsEndIsTheStepsResultAndItKnowsItsParent() throws Exception {
    try (House house = start(plan("nothing").open())) {
      SagaView parent = house.awaitEnd("o-1");
      assertThat(EngineTest.outcome(parent)).isEqualTo(SagaStatus.COMPLETED);
      assertThat(Objects.requireNonNull(parent.state().effect(SHIP)).result())
          .isEqualTo(Map.of("parcel", "p-1"));
      SagaView child = house.awaitEnd(ID);
      assertThat(child.state().input()).isEqualTo(Map.of("order", "o-1"));
      assertThat(child.state().attributes())
          .containsEntry("meanwhile.parent", "o-1")
          .containsEntry("meanwhile.effect", "ship/action/1");
      assertThat(asked)
          .containsExactly("pay for o-1", "pack for " + ID, "send for " + ID, "thank for o-1");
    }
  }

  @Test
  void aChildThatIsCompensatedUnaskedIsVoid() throws Exception {
    try (House house = start(plan("send").open())) {
      SagaView parent = house.awaitEnd("o-1");
      assertThat(EngineTest.outcome(parent)).isEqualTo(SagaStatus.COMPENSATED);
      assertThat(ship(parent)).isEqualTo(Rung.VOID);
      assertThat(EngineTest.outcome(house.awaitEnd(ID))).isEqualTo(SagaStatus.COMPENSATED);
      assertThat(asked).contains("unpack for " + ID, "refund for o-1");
    }
  }

  @Test
  void itsGoalMetAtConfirmedLevelIsConfirmedAndALostOneReverted() throws Exception {
    try (House house =
        House.in(store.at(directory))
            .participant(
                "shop",
                request ->
                    request.operation().equals("pack")
                        ? Answer.confirmed(1, null)
                        : Answer.done(Map.of()))
            .open()) {
      house.define(
          "saga: shipping\nversion: 1\nsteps: { pack: { call: shop/pack, confirm: { depth: 2 } } }");
      house.define(PARENT);
      house.start("o-1", "order");
      house.await("o-1", view -> view.state().effect(SHIP) != null && ship(view) == Rung.CONFIRMED);
      pack(house, Report.REVERTED, null);
      house.await("o-1", view -> ship(view) == Rung.REVERTED);
      pack(house, Report.CONFIRMED, 1);
      house.await("o-1", view -> ship(view) == Rung.CONFIRMED);
      pack(house, Report.FINAL, 2);
      assertThat(EngineTest.outcome(house.awaitEnd("o-1"))).isEqualTo(SagaStatus.COMPLETED);
      List<Report> said =
          house.events("o-1").stream()
              .map(ChildSagasTest::saidOfTheChild)
              .filter(Objects::nonNull)
              .toList();
      int lost = said.indexOf(Report.REVERTED);
      // That it was accepted is the answer to the call, which may be told last.
      assertThat(said.subList(0, lost)).contains(Report.CONFIRMED);
      assertThat(said.subList(lost, said.size()))
          .containsExactly(Report.REVERTED, Report.CONFIRMED, Report.FINAL);
    }
  }

  private static @Nullable Report saidOfTheChild(SagaEvent event) {
    return event instanceof SagaEvent.ObservationRecorded r && r.observation().effect().equals(SHIP)
        ? r.observation().status()
        : null;
  }

  /** Long enough afterwards for all that is told of it to have arrived. */
  private static void pack(House house, Report report, @Nullable Integer depth) throws Exception {
    EffectKey pack = EffectKey.action("pack", 1);
    String id = report.name();
    Observation said =
        new Observation(
            pack, "shop", id, report, depth, null, null, null, null, Instant.now().minusMillis(1));
    house.orchestrator.observe(ID, said, House.ANNA).get(20, TimeUnit.SECONDS);
    Thread.sleep(300);
  }

  @Test
  void whatFailsAfterItTakesItBackPastItsEnd() throws Exception {
    try (House house = start(plan("thank").open())) {
      SagaView parent = house.awaitEnd("o-1");
      assertThat(EngineTest.outcome(parent)).isEqualTo(SagaStatus.COMPENSATED);
      SagaView child = house.awaitEnd(ID);
      assertThat(EngineTest.outcome(child)).isEqualTo(SagaStatus.COMPENSATED);
      assertThat(asked)
          .containsExactly(
              "pay for o-1",
              "pack for " + ID,
              "send for " + ID,
              "thank for o-1",
              "recall for " + ID,
              "unpack for " + ID,
              "refund for o-1");
    }
  }

  @Test
  void aPassedPivotInItRefuses() throws Exception {
    try (House house = plan("thank").open()) {
      house.define(
          CHILD.replace("send: { call: shop/send,", "send: { call: shop/send, pivot: true,"));
      house.define(PARENT.replace("thank:", "thank: # parks\n   "));
      house.start("o-1", "order");
      EffectKey undo = EffectKey.compensation(SHIP, 1);
      SagaView parent =
          house.await(
              "o-1",
              view -> {
                var effect = view.state().effect(undo);
                return effect != null && effect.rung() == Rung.VOID;
              });
      assertThat(Objects.requireNonNull(parent.state().effect(undo)).reason()).contains("pivot");
      assertThat(EngineTest.outcome(house.awaitEnd(ID))).isEqualTo(SagaStatus.COMPLETED);
    }
  }

  @Test
  void cancelledWhileItRunsItGoesBackwardToo() throws Exception {
    try (House house = plan("nothing").open()) {
      house.define(
          "saga: shipping\n"
              + "version: 1\n"
              + "steps: { pack: { call: shop/pack, undo: { call: shop/unpack } }, nap: { sleep:"
              + " PT1H } }");
      house.define(PARENT);
      house.start("o-1", "order");
      house.await("o-1", view -> view.state().effect(SHIP) != null && ship(view) == Rung.ACCEPTED);
      house.await(ID, view -> view.state().action("nap") != null);
      house.orchestrator.cancel("o-1", "changed my mind", House.ANNA).get(20, TimeUnit.SECONDS);
      assertThat(EngineTest.outcome(house.awaitEnd("o-1"))).isEqualTo(SagaStatus.COMPENSATED);
      assertThat(EngineTest.outcome(house.awaitEnd(ID))).isEqualTo(SagaStatus.COMPENSATED);
    }
  }

  @Test
  void whatIsNotThereParks() throws Exception {
    try (House house = plan("nothing").open()) {
      house.define(PARENT);
      house.start("o-1", "order");
      SagaView parked = house.await("o-1", view -> view.state().parked());
      assertThat(parked.state().questions().values().iterator().next().why())
          .contains("unknown-definition");
    }
  }

  @Test
  void oneThatStartsItselfEndsAtABound() throws Exception {
    try (House house = plan("nothing").open()) {
      house.define("saga: self\nversion: 1\nsteps: { again: { saga: self } }");
      house.start("s", "self");
      String deepest = "s" + ":again:1".repeat(10);
      while (house.orchestrator.find(deepest).isEmpty()) {
        Thread.sleep(5);
      }
      SagaView parked = house.await(deepest, view -> view.state().parked());
      assertThat(parked.state().questions().values().iterator().next().why()).contains("10 deep");
    }
  }

  @ParameterizedTest(name = "{1} append {0}")
  @CsvSource({
    "3,BEFORE",
    "3,AFTER",
    "4,BEFORE",
    "4,AFTER",
    "5,BEFORE",
    "5,AFTER",
    "6,BEFORE",
    "6,AFTER"
  })
  void killedAnywhereBothEndOnce(int append, Moment moment) throws Exception {
    var dying = new Dying[1];
    House left = plan("nothing").appender(log -> dying[0] = new Dying(log, append, moment)).open();
    start(left);
    dying[0].awaitDeath(Duration.ofSeconds(5)); // or all was written in fewer appends
    left.kill();
    try (House house = plan("nothing").open()) {
      assertThat(EngineTest.outcome(house.awaitEnd("o-1"))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(EngineTest.outcome(house.awaitEnd(ID))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(house.events(ID)).filteredOn(SagaEvent.SagaStarted.class::isInstance).hasSize(1);
    }
  }
}
