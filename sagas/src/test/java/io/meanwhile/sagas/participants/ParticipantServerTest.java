package io.meanwhile.sagas.participants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParticipantServerTest {
  private static final String BODY = "{\"direction\":\"action\",\"input\":{\"n\":1}}";
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private StubOrchestrator orchestrator;
  private ParticipantServer server;
  private @Nullable EffectRequest asked;

  @BeforeEach
  void start() throws IOException {
    orchestrator = new StubOrchestrator("good");
    server =
        new ParticipantServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(new Scripted()),
            new ReportAddresses(List.of()));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    orchestrator.close();
    client.close();
  }

  @Test
  void carriesTheRequestAndTheAnswer() throws Exception {
    String body =
        "{\"direction\":\"compensation\",\"input\":{\"amount\":\"1000000000000000000000\"},"
            + "\"probe\":true,\"action\":{\"key\":\"s1/a/action/1\",\"input\":{\"n\":1},"
            + "\"result\":{\"tx\":\"0x1\"}}}";
    HttpResponse<String> response = post("undo", body, orchestrator.address(), "good");
    assertEquals(200, response.statusCode());
    assertEquals(
        "{\"status\":\"confirmed\",\"depth\":3,\"result\":{\"tx\":\"0x2\"},\"effect\":\"undone\","
            + "\"occurredAt\":\"2026-01-01T00:00:00Z\"}",
        response.body());
    EffectRequest request = Objects.requireNonNull(asked);
    assertEquals("s1/a/action/1", request.key());
    assertEquals("s1", request.saga());
    assertEquals(4, request.attempt());
    assertEquals(true, request.probe());
    assertEquals(Map.of("amount", "1000000000000000000000"), request.input());
    assertEquals(
        new EffectRequest.OriginalAction("s1/a/action/1", Map.of("n", 1L), Map.of("tx", "0x1")),
        request.action());
  }

  @Test
  void reportsLaterNewsWithTheTokenOfTheEffect() throws Exception {
    post("accept", BODY, orchestrator.address(), "good");
    report();
    JsonNode report = orchestrator.next();
    assertEquals("a/action/1", report.get("effect").asString());
    assertEquals("scripted", report.get("observer").asString());
    assertEquals("7", report.get("id").asString());
    assertEquals("reverted", report.get("status").asString());
    assertEquals("reorg", report.get("reason").asString());
    assertEquals("2026-01-01T00:00:00Z", report.get("observedAt").asString());
    assertFalse(report.has("depth"));
  }

  @Test
  void repeatsAReportWhileTheOrchestratorIsDown() throws Exception {
    post("accept", BODY, orchestrator.address(), "good");
    orchestrator.failNext(2);
    report();
    assertEquals("7", orchestrator.next().get("id").asString());
  }

  @Test
  void givesUpAReportThatIsNotTaken() throws Exception {
    post("accept", BODY, orchestrator.address(), "expired");
    assertThrowsRejected();
  }

  @Test
  void tellsMistakesApartFromOutcomes() throws Exception {
    problem(400, "participant-request-rejected", "reject", BODY);
    problem(503, "participant-busy", "busy", BODY);
    problem(503, "participant-unavailable", "fail", BODY);
    problem(400, "participant-request-invalid", "accept", "{");
    problem(400, "participant-request-invalid", "accept", "[]");
    problem(400, "participant-request-invalid", "accept", "{\"direction\":\"sideways\"}");
    problem(
        400, "participant-request-invalid", "accept", "{\"direction\":\"action\",\"action\":3}");
    problem(413, "body-too-large", "accept", "\"" + "x".repeat(1 << 20) + "\"");
  }

  @Test
  void reportsOnlyWhereItMay() throws Exception {
    for (String address :
        List.of(
            "http://169.254.169.254/latest",
            "http://127.0.0.1.example.org/",
            "http://user@127.0.0.1/",
            "file:///etc/passwd",
            "http://2130706433/",
            "nonsense")) {
      HttpResponse<String> response = post("accept", BODY, address, "good");
      assertEquals(400, response.statusCode(), address);
      assertEquals("report-address-refused", code(response), address);
    }
  }

  @Test
  void reportsToTheConfiguredOrchestratorAlone() throws Exception {
    var only = new ReportAddresses(List.of(URI.create("https://meanwhile.example/api")));
    assertEquals("/api/v1/x", only.check("https://Meanwhile.example/api/v1/x").getPath());
    for (String address :
        List.of(
            "http://meanwhile.example/api/v1",
            "https://meanwhile.example:444/api/v1",
            "https://meanwhile.example/api/../admin",
            "http://127.0.0.1/api")) {
      assertThrows(Problem.class, () -> only.check(address));
    }
  }

  @Test
  void servesNothingElse() throws Exception {
    URI base = URI.create("http://127.0.0.1:" + server.address().getPort());
    HttpResponse<String> health = get(base.resolve("/health"));
    assertEquals(200, health.statusCode());
    assertEquals(404, get(base.resolve("/other/accept")).statusCode());
    assertEquals(405, get(base.resolve("/scripted/accept")).statusCode());
  }

  private void report() throws Exception {
    Observation news =
        new Observation(
            EffectKey.action("a", 1),
            "scripted",
            "7",
            Report.REVERTED,
            null,
            null,
            "reorg",
            null,
            null,
            AT);
    Objects.requireNonNull(asked).reporter().report(news);
  }

  private void assertThrowsRejected() {
    assertThrows(RejectedException.class, this::report);
  }

  private void problem(int status, String code, String operation, String body) throws Exception {
    HttpResponse<String> response = post(operation, body, orchestrator.address(), "good");
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(code, code(response));
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElseThrow());
  }

  private static String code(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body()).get("code").asString();
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String operation, String body, String reports, String token)
      throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + server.address().getPort() + "/scripted/" + operation);
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Idempotency-Key", "s1/a/action/1")
            .header("Meanwhile-Saga", "s1")
            .header("Meanwhile-Attempt", "4")
            .header("Meanwhile-Observations", reports)
            .header("Meanwhile-Token", token)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Does what the operation's name says. */
  private final class Scripted implements Participant {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Answer perform(EffectRequest request) throws Exception {
      asked = request;
      return switch (request.operation()) {
        case "accept" -> Answer.accepted(null);
        case "undo" ->
            new Answer(
                Report.CONFIRMED, 3, Map.of("tx", "0x2"), null, CompensationOutcome.UNDONE, AT);
        case "reject" -> throw new RejectedException("no such thing");
        case "busy" -> throw new UnavailableException("busy");
        default -> throw new IOException("the node is gone");
      };
    }
  }
}
