package io.meanwhile.sagas.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.sagas.RunningSamples;
import io.meanwhile.sagas.client.SagaState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sender goes on at once; what became of it can be learned in four ways, and from Java. */
class ResolveLaterTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ORDER =
      """
      {"definition": "order", "id": "o1", "input": {"order": "o1", "item": "lamp", "quantity": 2,
       "amount": 4900, "card": "visa", "address": "1 Main Street"}}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private OrderProcess participants;
  private RunningSamples samples;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    participants = new OrderProcess(data.resolve("order"), 10);
    samples = RunningSamples.start(data.resolve("service"), participants.settings());
  }

  @AfterEach
  void stop() {
    http.close();
    samples.close();
    participants.close();
  }

  @Test
  void theSenderIsAnsweredWhileEverybodyElseIsStillSilent() throws Exception {
    for (String participant : Desks.PARTICIPANTS) {
      participants.control(participant, "silent");
    }
    HttpResponse<String> answer = post("/api/v1/sagas");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/sagas/o1");
    assertThat(get("/api/v1/sagas/o1").get("status").stringValue()).isEqualTo("RUNNING");
    assertThat(participants.book("reserved")).isZero();
  }

  @Test
  void fourWaysAndTheJavaClientTellTheSame() throws Exception {
    assertThat(post("/api/v1/sagas").statusCode()).isEqualTo(202);
    CompletableFuture<JsonNode> polled = async(this::poll);
    CompletableFuture<JsonNode> streamed = async(this::liveStream);
    CompletableFuture<JsonNode> waited = async(this::blockingWait);
    CompletableFuture<SagaState> fromJava = samples.client().whenEnded("o1");

    JsonNode result = polled.get(60, TimeUnit.SECONDS).get("result");
    assertThat(result.get("paid").intValue()).isEqualTo(4_900);
    assertThat(result.get("parcel").stringValue()).startsWith("p-");
    assertThat(waited.get(60, TimeUnit.SECONDS).at("/state/result")).isEqualTo(result);
    assertThat(streamed.get(60, TimeUnit.SECONDS).at("/data/result")).isEqualTo(result);
    assertThat(JSON.<JsonNode>valueToTree(fromJava.get(60, TimeUnit.SECONDS).result()))
        .isEqualTo(result);
    assertThat(shippingReported()).isTrue();
  }

  /** Ask now and then. */
  private JsonNode poll() throws Exception {
    JsonNode saga = get("/api/v1/sagas/o1");
    while (saga.get("status").stringValue().equals("RUNNING")) {
      Thread.sleep(100);
      saga = get("/api/v1/sagas/o1");
    }
    return saga;
  }

  /** Be told of every event as it is recorded; the last one ends the saga. */
  private JsonNode liveStream() throws Exception {
    HttpRequest request =
        request("/api/v1/sagas/o1/events").header("Accept", "text/event-stream").build();
    try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
      return lines
          .filter(line -> line.startsWith("data:"))
          .map(line -> JSON.readTree(line.substring("data:".length())))
          .filter(event -> event.get("type").stringValue().equals("meanwhile.saga.saga-ended"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Ask once and be answered at the end: the same id and input are the same saga. */
  private JsonNode blockingWait() throws Exception {
    return JSON.readTree(post("/api/v1/sagas?wait=PT30S").body());
  }

  /** The observation callback: shipping answered 202 and reported when the parcel was gone. */
  private boolean shippingReported() throws Exception {
    return get("/api/v1/sagas/o1/events")
        .get("events")
        .valueStream()
        .map(event -> event.get("data").path("observation"))
        .anyMatch(seen ->
            seen.path("effect").asString("").equals("ship/action/1")
                && seen.path("id").asString("").equals("DONE"));
  }

  private interface Way {
    JsonNode learn() throws Exception;
  }

  private static CompletableFuture<JsonNode> async(Way way) {
    CompletableFuture<JsonNode> learned = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            learned.complete(way.learn());
          } catch (Exception e) {
            learned.completeExceptionally(e);
          }
        });
    return learned;
  }

  private HttpResponse<String> post(String path) throws Exception {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ORDER))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(http.send(request(path).build(), BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(samples.url() + path));
  }
}
