package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meanwhile.app.api.Service.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A participant over HTTP proposes steps, and others do them; all on one page of the docs. */
class ProposalsTest {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "let-a-model-propose-steps.md");

  @TempDir private Path data;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile String plan = "";
  private HttpServer participants;
  private Service service;

  @BeforeEach
  void start() throws IOException {
    participants = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    participants.createContext("/", this::answer);
    participants.start();
    String url = "http://127.0.0.1:" + participants.getAddress().getPort();
    service =
        Service.start(
            data,
            "--meanwhile.participants.model.url=" + url + "/model",
            "--meanwhile.participants.tools.url=" + url + "/tools",
            "--meanwhile.participants.desk.url=" + url + "/desk");
  }

  @AfterEach
  void stop() {
    service.close();
    participants.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    asked.add(path + " " + key);
    String said =
        path.equals("/model/plan")
            ? plan
            : "{\"status\": \"final\", \"result\": {\"id\": \"" + asked.size() + "\"}}";
    byte[] body = said.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String block(String language) throws IOException {
    return Files.readString(PAGE).split("```" + language + "\n", -1)[1].split("```", -1)[0];
  }

  private JsonNode run(String id) {
    String body = "{\"definition\": \"proposed-trip\", \"id\": \"" + id + "\",";
    Answer started =
        service.post("/api/v1/sagas?wait=PT20S", body + " \"input\": {\"wish\": \"sea\"}}");
    assertThat(started.status()).as(started.text()).isBetween(200, 202);
    return service.get("/api/v1/sagas/" + id).json();
  }

  @Test
  void whatAModelProposesIsDoneAndWhatItMayNotIsNot() throws IOException {
    assertThat(service.yaml(block("yaml")).status()).isBetween(200, 201);
    plan = block("json");
    assertThat(run("t-1").get("status").asString()).isEqualTo("COMPLETED");
    assertThat(asked)
        .containsExactly(
            "/model/plan t-1/plan.proposal/action/1",
            "/tools/book t-1/plan.train/action/1",
            "/tools/book t-1/plan.hotel/action/1",
            "/desk/report t-1/report/action/1");
    assertThat(service.get("/api/v1/sagas/t-1/events").text()).contains("steps-proposed");
    assertThat(service.get("/api/v1/sagas/t-1/standing").text()).contains("plan.hotel/action/1");

    asked.clear();
    plan =
        "{\"status\": \"final\", \"result\": {\"steps\": [{\"name\": \"x\", \"call\":"
            + " \"http://evil.example/pay\"}]}}";
    assertThat(run("t-2").get("status").asString()).isEqualTo("COMPENSATED");
    assertThat(asked)
        .containsExactly(
            "/model/plan t-2/plan.proposal/action/1",
            "/model/forget t-2/plan.proposal/compensation/1/1");
    assertThat(service.get("/api/v1/sagas/t-2/standing").text()).contains("not allowed");
  }
}
