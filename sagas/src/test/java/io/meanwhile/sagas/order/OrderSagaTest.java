package io.meanwhile.sagas.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.sagas.RunningSamples;
import io.meanwhile.sagas.client.MeanwhileClient;
import io.meanwhile.sagas.client.SagaState;
import io.meanwhile.sagas.client.Standing;
import io.meanwhile.sagas.client.Start;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order sample: the service here, stock, payment and shipping in another process. */
class OrderSagaTest {
  private OrderProcess participants;
  private RunningSamples samples;
  private MeanwhileClient client;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    participants = new OrderProcess(data.resolve("order"), 10);
    samples = RunningSamples.start(data.resolve("service"), participants.settings());
    client = samples.client();
  }

  @AfterEach
  void stop() {
    samples.close();
    participants.close();
  }

  @Test
  void anOrderIsReservedPaidAndShipped() throws Exception {
    order("o1", Map.of());
    SagaState ended = ended("o1");

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.losses()).isEmpty();
    book(2, 4_900, 4_900, 1);
  }

  @Test
  void aDeclinedCardReleasesTheStock() throws Exception {
    order("o1", Map.of("card", "declined"));
    SagaState ended = ended("o1");

    assertThat(ended.status()).isEqualTo("COMPENSATED");
    assertThat(standing("o1").happened())
        .anyMatch(h -> h.effect().equals("reserve/action/1") && "undone".equals(h.compensation()))
        .anyMatch(h -> h.effect().equals("authorize/action/1") && h.level().equals("VOID"));
    book(0, 0, 0, 0);
  }

  @Test
  void aRefusedShipmentGivesTheMoneyBackAndReleasesTheStock() throws Exception {
    order("o1", Map.of("address", "nowhere"));
    SagaState ended = ended("o1");

    assertThat(ended.status()).isEqualTo("COMPENSATED");
    assertThat(standing("o1").happened())
        .anyMatch(h -> h.effect().equals("capture/action/1") && "undone".equals(h.compensation()));
    book(0, 0, 0, 0);
  }

  @Test
  void silentShippingIsUnknownAndAskedUntilItSpeaks() throws Exception {
    participants.control("shipping", "silent");
    order("o1", Map.of());
    client.when("o1", state -> isUnknown(state.id(), "ship/action/1")).get(60, TimeUnit.SECONDS);
    assertThat(standing("o1").pending())
        .anyMatch(p -> p.then().equals("the same key is sent again"));
    book(2, 4_900, 4_900, 0);

    participants.control("shipping", "normal");
    assertThat(ended("o1").status()).isEqualTo("COMPLETED");
    book(2, 4_900, 4_900, 1);
  }

  @Test
  void participantsKilledInTheMiddleOfASagaAndStartedAgainCompleteIt() throws Exception {
    participants.kill();
    participants.restart("PT3S"); // slow enough to be killed while it ships
    order("o1", Map.of());
    client
        .when("o1", state -> isPending(state.id(), "ship/action/1", "ACCEPTED"))
        .get(30, TimeUnit.SECONDS);
    participants.kill();
    order("o2", Map.of());
    participants.restart("PT0.3S");

    assertThat(ended("o1").status()).isEqualTo("COMPLETED");
    assertThat(ended("o2").status()).isEqualTo("COMPLETED");
    book(4, 9_800, 9_800, 2);
  }

  private boolean isUnknown(String saga, String effect) {
    return isPending(saga, effect, "UNKNOWN");
  }

  private boolean isPending(String saga, String effect, String level) {
    return client.standing(saga).join().pending().stream()
        .anyMatch(p -> p.effect().equals(effect) && p.level().equals(level));
  }

  private void order(String id, Map<String, Object> changes) throws Exception {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("order", id);
    input.put("item", "lamp");
    input.put("quantity", 2);
    input.put("amount", 4_900);
    input.put("card", "visa");
    input.put("address", "1 Main Street");
    input.putAll(changes);
    client.start(Start.of("order", id, input)).get(20, TimeUnit.SECONDS);
  }

  private SagaState ended(String saga) throws Exception {
    return client.whenEnded(saga).get(60, TimeUnit.SECONDS);
  }

  private Standing standing(String saga) throws Exception {
    return client.standing(saga).get(20, TimeUnit.SECONDS);
  }

  private void book(int reserved, int authorized, int captured, int parcels) throws Exception {
    assertThat(participants.book("reserved")).as("reserved").isEqualTo(reserved);
    assertThat(participants.book("authorized")).as("authorized").isEqualTo(authorized);
    assertThat(participants.book("captured")).as("captured").isEqualTo(captured);
    assertThat(participants.book("parcels")).as("parcels").isEqualTo(parcels);
  }
}
