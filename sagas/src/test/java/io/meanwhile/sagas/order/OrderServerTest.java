package io.meanwhile.sagas.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class OrderServerTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, Object> TWO_LAMPS = Map.of("item", "lamp", "quantity", 2);
  private static final Map<String, Object> PARCEL =
      Map.of("item", "lamp", "quantity", 2, "address", "1 Main Street");

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private StubOrchestrator orchestrator;
  private OrderServer server;

  @BeforeEach
  void start() throws IOException {
    orchestrator = new StubOrchestrator();
    server = serve();
  }

  @AfterEach
  void stop() {
    server.close();
    orchestrator.close();
    client.close();
  }

  private OrderServer serve() throws IOException {
    return new OrderServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new Desks(3),
        new Book(directory, InstantSource.system()),
        new Reports(null),
        Duration.ofMillis(100));
  }

  @Test
  void whatIsQuickIsAnsweredWithTheLastWord() throws Exception {
    var answer = act("stock/reserve", "s/reserve/action/1", TWO_LAMPS);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer)).containsEntry("status", "final");
    assertThat(book()).containsEntry("reserved", 2);
  }

  @Test
  void whatTakesTimeIsAcceptedAndReportedLater() throws Exception {
    orchestrator.unavailable.set(2);
    var answer = act("shipping/ship", "s/ship/action/1", PARCEL);
    assertThat(answer.statusCode()).isEqualTo(202);

    var report = orchestrator.next();
    assertThat(report.token()).isEqualTo("token of s/ship/action/1");
    assertThat(report.body().get("effect")).isEqualTo("s/ship/action/1");
    assertThat(report.body().get("observer")).isEqualTo("shipping");
    assertThat(report.body().get("status")).isEqualTo("final");
    assertThat(json(act("shipping/ship", "s/ship/action/1", PARCEL)).get("result"))
        .isEqualTo(report.body().get("result"));
    assertThat(book()).containsEntry("parcels", 1);
  }

  @Test
  void theSameKeyIsDoneOnceAlsoByAProcessStartedAnew() throws Exception {
    var first = act("stock/reserve", "s/reserve/action/1", TWO_LAMPS);
    server.close();
    server = serve();
    var again = act("stock/reserve", "s/reserve/action/1", TWO_LAMPS);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(book()).containsEntry("reserved", 2);
  }

  @Test
  void moreThanThereIsIsRefused() throws Exception {
    act("stock/reserve", "s/reserve/action/1", TWO_LAMPS);
    var second = act("stock/reserve", "t/reserve/action/1", TWO_LAMPS);
    assertThat(second.statusCode()).isEqualTo(422);
    assertThat(json(second)).containsEntry("reason", "only 1 of lamp left");
  }

  @Test
  void whatWasReservedIsReleasedOnce() throws Exception {
    act("stock/reserve", "s/reserve/action/1", TWO_LAMPS);
    var undone = undo("stock/release", "s/reserve/compensation/1/1", "s/reserve/action/1");
    var again = undo("stock/release", "s/reserve/compensation/1/2", "s/reserve/action/1");

    assertThat(json(undone)).containsEntry("status", "final").containsEntry("effect", "undone");
    assertThat(json(again)).containsEntry("effect", "undone");
    assertThat(book()).containsEntry("reserved", 0);
  }

  @Test
  void whatWasNeverSeenIsBlocked() throws Exception {
    var blocked = undo("stock/release", "s/reserve/compensation/1/1", "s/reserve/action/1");
    var late = act("stock/reserve", "s/reserve/action/1", TWO_LAMPS);

    assertThat(json(blocked)).containsEntry("effect", "blocked");
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(book()).containsEntry("reserved", 0);
  }

  @Test
  void aCaptureUnderWayIsBlockedAndReportedAsRefused() throws Exception {
    Map<String, Object> card = Map.of("card", "visa", "amount", 500);
    var authorized = act("payment/authorize", "s/authorize/action/1", card);
    Map<String, Object> capture = Map.of("authorization", authorization(authorized), "amount", 500);
    assertThat(act("payment/capture", "s/capture/action/1", capture).statusCode()).isEqualTo(202);
    var blocked = undo("payment/refund", "s/capture/compensation/1/1", "s/capture/action/1");

    assertThat(json(blocked)).containsEntry("effect", "blocked");
    assertThat(orchestrator.next().body().get("status")).isEqualTo("refused");
    assertThat(book()).containsEntry("captured", 0).containsEntry("authorized", 500);
  }

  @Test
  void aRefundOfMoneyTakenIsReportedAsUndone() throws Exception {
    Map<String, Object> card = Map.of("card", "visa", "amount", 500);
    var authorized = act("payment/authorize", "s/authorize/action/1", card);
    Map<String, Object> capture = Map.of("authorization", authorization(authorized), "amount", 500);
    act("payment/capture", "s/capture/action/1", capture);
    orchestrator.next();
    undo("payment/refund", "s/capture/compensation/1/1", "s/capture/action/1");

    var report = orchestrator.next().body();
    assertThat(report.get("effect")).isEqualTo("s/capture/compensation/1/1");
    assertThat(report.get("outcome")).isEqualTo("undone");
    assertThat(book()).containsEntry("captured", 0);
  }

  @Test
  void aProbeTellsHowThingsStandAndChangesNothing() throws Exception {
    assertThat(json(probe("shipping/status", "s/ship/action/1")))
        .containsEntry("status", "unknown");
    act("shipping/ship", "s/ship/action/1", PARCEL);
    orchestrator.next();
    assertThat(json(probe("shipping/status", "s/ship/action/1"))).containsEntry("status", "final");
    assertThat(book()).containsEntry("parcels", 1);
  }

  @Test
  void aParticipantRefusesAndFallsSilentWhenToldTo() throws Exception {
    control("stock", "refuse");
    assertThat(act("stock/reserve", "s/reserve/action/1", TWO_LAMPS).statusCode()).isEqualTo(422);
    control("shipping", "silent");
    assertThatThrownBy(() -> act("shipping/ship", "s/ship/action/1", PARCEL))
        .isInstanceOf(IOException.class);
    control("shipping", "normal");
    assertThat(book()).containsEntry("parcels", 0);
    assertThat(act("shipping/ship", "s/ship/action/1", PARCEL).statusCode()).isEqualTo(202);
  }

  @Test
  void requestsThatAreAtFaultAreNoOutcome() throws Exception {
    assertThat(act("stock/steal", "k", TWO_LAMPS).statusCode()).isEqualTo(404);
    assertThat(act("nobody/reserve", "k", TWO_LAMPS).statusCode()).isEqualTo(404);
    assertThat(act("stock/reserve", "k", Map.of("item", "lamp")).statusCode()).isEqualTo(400);
    assertThat(act("stock/release", "k", TWO_LAMPS).statusCode()).isEqualTo(400);
    var foreign = post("shipping/ship", "k", "http://example.org/", Map.of("input", PARCEL));
    assertThat(foreign.statusCode()).isEqualTo(400);
    assertThat(book()).containsEntry("parcels", 0).containsEntry("reserved", 0);
    assertThat(orchestrator.heardNothing()).isTrue();
  }

  private HttpResponse<String> act(String path, String key, Map<String, Object> input)
      throws Exception {
    return post(path, key, orchestrator.address(), Map.of("direction", "action", "input", input));
  }

  private HttpResponse<String> undo(String path, String key, String actionKey) throws Exception {
    Map<String, Object> body =
        Map.of("direction", "compensation", "input", Map.of(), "action", Map.of("key", actionKey));
    return post(path, key, orchestrator.address(), body);
  }

  private HttpResponse<String> probe(String path, String key) throws Exception {
    Map<String, Object> body = Map.of("direction", "action", "probe", true, "input", Map.of());
    return post(path, key, orchestrator.address(), body);
  }

  private static String authorization(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).at("/result/authorization").stringValue();
  }

  private void control(String participant, String mode) throws Exception {
    var answer = post("control/" + participant, "-", null, Map.of("mode", mode));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> post(
      String path, String key, @Nullable String observations, Map<String, Object> body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/" + path))
            .timeout(Duration.ofSeconds(1))
            .header("Idempotency-Key", key)
            .header("Meanwhile-Token", "token of " + key)
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (observations != null) {
      request.header("Meanwhile-Observations", observations);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private Map<String, Object> book() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/book");
    return json(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
  }

  private static Map<String, Object> json(HttpResponse<String> answer) {
    return JSON.readValue(answer.body(), new TypeReference<Map<String, Object>>() {});
  }
}
