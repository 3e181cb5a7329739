package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.engine.RestartTest.Dying;
import io.meanwhile.app.engine.RestartTest.Moment;
import io.meanwhile.app.messages.Incoming;
import io.meanwhile.app.messages.MessageLimits;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages come early, late, twice or never; none is lost and none counts twice. */
@OnEveryStore
@Timeout(60)
class MessagesTest {
  private static final String ORDER =
      """
      saga: order
      version: 1
      steps:
        paid: { await: payment, match: message.order == input.order }
        ship: { call: shop/ship, with: { amount: steps.paid.result.amount } }
      """;

  private static final EffectKey PAID = EffectKey.action("paid", 1);

  @TempDir Path directory;

  private final Store store;

  MessagesTest(Store store) {
    this.store = store;
  }

  private House.Plan plan() {
    return House.in(store.at(directory)).participant("shop", _ -> Answer.done(Map.of()));
  }

  private static void start(House house, String saga, String order) throws Exception {
    house
        .orchestrator
        .start(new StartRequest(saga, "order", null, Map.of("order", order), Map.of(), House.ANNA))
        .get(20, TimeUnit.SECONDS);
  }

  private static Incoming payment(String id, String order, int amount) {
    return new Incoming("payment", id, Map.of("order", order, "amount", amount));
  }

  private static void assertPaid(House house, String saga, @Nullable Object amount)
      throws Exception {
    SagaView end = house.awaitEnd(saga);
    assertThat(EngineTest.outcome(end)).isEqualTo(SagaStatus.COMPLETED);
    assertThat(Objects.requireNonNull(end.state().effect(PAID)).result())
        .isInstanceOfSatisfying(
            Map.class, data -> assertThat(data.get("amount")).isEqualTo(amount));
  }

  private static void assertWaits(House house, String saga) throws Exception {
    SagaView view = house.await(saga, v -> v.state().effect(PAID) != null);
    assertThat(Objects.requireNonNull(view.state().effect(PAID)).rung()).isEqualTo(Rung.REQUESTED);
  }

  @Test
  void aMessageFindsTheSagaThatWaitsForIt() throws Exception {
    try (House house = plan().open().define(ORDER)) {
      start(house, "s-7", "7");
      start(house, "s-8", "8");
      assertThat(house.messages.receive(payment("m-1", "7", 5), "bank")).isTrue();
      assertPaid(house, "s-7", 5L);
      assertWaits(house, "s-8");
      assertThat(house.messages.waiting(_ -> true, 10)).extracting(w -> w.saga()).contains("s-8");
    }
  }

  @Test
  void oneThatComesEarlyIsKeptAlsoOverARestart() throws Exception {
    try (House house = plan().open().define(ORDER)) {
      house.messages.receive(payment("m-1", "7", 5), "bank");
      assertThat(house.messages.kept(_ -> true, 10)).hasSize(1);
    }
    try (House house = plan().open()) {
      start(house, "s-7", "7");
      assertPaid(house, "s-7", 5L);
      assertThat(house.messages.kept(_ -> true, 10)).isEmpty();
    }
  }

  @Test
  void whatIsKeptGoesToTheFirstAndTheNextOneWaits() throws Exception {
    try (House house = plan().open().define(ORDER)) {
      house.messages.receive(payment("m-1", "7", 5), "bank");
      start(house, "first", "7");
      assertPaid(house, "first", 5L);
      start(house, "second", "7");
      assertWaits(house, "second");
      house.messages.receive(payment("m-2", "7", 6), "bank");
      assertPaid(house, "second", 6L);
    }
  }

  @Test
  void allThatWaitWhenItComesGetIt() throws Exception {
    try (House house = plan().open().define(ORDER)) {
      start(house, "first", "7");
      start(house, "second", "7");
      assertWaits(house, "first");
      assertWaits(house, "second");
      house.messages.receive(payment("m-1", "7", 5), "bank");
      assertPaid(house, "first", 5L);
      assertPaid(house, "second", 5L);
    }
  }

  @Test
  void theSameMessageAgainChangesNothingAndOtherContentIsRefused() throws Exception {
    try (House house = plan().open().define(ORDER)) {
      assertThat(house.messages.receive(payment("m-1", "7", 5), "bank")).isTrue();
      assertThat(house.messages.receive(payment("m-1", "7", 5), "bank")).isFalse();
      assertThatThrownBy(() -> house.messages.receive(payment("m-1", "7", 6), "bank"))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.code()).isEqualTo("message-exists"));
    }
    try (House house = plan().open()) {
      assertThat(house.messages.receive(payment("m-1", "7", 5), "bank")).isFalse();
      start(house, "s-7", "7");
      assertPaid(house, "s-7", 5L);
    }
  }

  @Test
  void manyAtOnceEachFindTheirSaga() throws Exception {
    try (House house = plan().open().define(ORDER)) {
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String order = Integer.toString(i);
        all.add(CompletableFuture.runAsync(() -> begin(house, order), Thread::startVirtualThread));
        all.add(
            CompletableFuture.runAsync(
                () -> house.messages.receive(payment("m-" + order, order, 1), "bank"),
                Thread::startVirtualThread));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(40, TimeUnit.SECONDS);
      for (int i = 0; i < 200; i++) {
        assertPaid(house, "s-" + i, 1L);
      }
    }
  }

  private static void begin(House house, String order) {
    try {
      start(house, "s-" + order, order);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void killedWhenTheSagaWritesItDownItIsThereOnceAfterwards(Moment moment) throws Exception {
    var dying = new Dying[1];
    House left = plan().appender(log -> dying[0] = new Dying(log, 2, moment)).open().define(ORDER);
    start(left, "s-7", "7");
    Thread.startVirtualThread(() -> left.messages.receive(payment("m-1", "7", 5), "bank"));
    dying[0].awaitDeath();
    left.kill();
    try (House house = plan().open()) {
      assertPaid(house, "s-7", 5L);
      assertThat(house.messages.receive(payment("m-1", "7", 5), "bank")).isFalse();
      assertThat(house.events("s-7"))
          .filteredOn(e ->
              e instanceof SagaEvent.ObservationRecorded r && r.observation().effect().equals(PAID))
          .hasSize(1);
    }
  }

  @Test
  void aMessageThatWasClaimedAndNotWrittenDownIsGivenAfterTheRestart() throws Exception {
    try (House house = plan().open().define(ORDER)) {
      house.messages.receive(payment("m-1", "7", 5), "bank");
    }
    House left = plan().appender(log -> new Dying(log, 2, Moment.BEFORE)).open();
    start(left, "s-7", "7"); // its message is claimed, and the process dies before it is recorded
    while (!left.messages.kept(_ -> true, 1).isEmpty()) {
      Thread.onSpinWait();
    }
    left.kill();
    try (House house = plan().open()) {
      assertPaid(house, "s-7", 5L);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whenThereIsNoRoomTakenOnesAreForgottenAndKeptOnesRefuse(boolean taken) throws Exception {
    MessageLimits two = new MessageLimits(Duration.ofHours(1), 2);
    try (House house = plan().messages(two).open().define(ORDER)) {
      for (String order : List.of("1", "2")) {
        house.messages.receive(payment("m-" + order, order, 1), "bank");
        if (taken) {
          start(house, "s-" + order, order);
          assertPaid(house, "s-" + order, 1L);
        }
      }
      if (taken) {
        assertThat(house.messages.receive(payment("m-3", "3", 1), "bank")).isTrue();
      } else {
        assertThatThrownBy(() -> house.messages.receive(payment("m-3", "3", 1), "bank"))
            .isInstanceOfSatisfying(
                RefusedException.class, e -> assertThat(e.code()).isEqualTo("busy"));
      }
    }
  }
}
