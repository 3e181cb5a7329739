package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithService.class)
class EventsTest {
  private final Service service;

  EventsTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void definitions() {
    service.yaml("{saga: two-steps, version: 1, steps: {a: {call: box/put}, b: {call: box/put}}}");
    service.yaml("{saga: unanswered, version: 1, steps: {wait: {call: box/later}}}");
  }

  @Test
  void eventsComeInOrderWithTheirMetadataAndPageByPage() {
    String saga = service.run("two-steps", "{\"x\": 1}").get("id").asString();

    JsonNode all = service.get("/api/v1/sagas/" + saga + "/events").json().get("events");

    assertThat(all.findValuesAsString("sequence"))
        .isEqualTo(IntStream.range(0, all.size()).mapToObj(Integer::toString).toList());
    JsonNode first = all.get(0);
    assertThat(first.get("type").asString()).isEqualTo("meanwhile.saga.saga-started");
    assertThat(first.get("saga").asString()).isEqualTo(saga);
    assertThat(first.get("data").get("input").toString()).isEqualTo("{\"x\":1}");
    assertThat(first.get("metadata").get("who").asString()).isEqualTo("anonymous@loopback");
    assertThat(first.get("position").isString()).isTrue();
    assertThat(first.get("digest").asString()).matches("[0-9a-f]{64}");
    assertThat(first.get("hash").asString()).matches("[0-9a-f]{64}");
    assertThat(all.get(all.size() - 1).get("type").asString())
        .isEqualTo("meanwhile.saga.saga-ended");

    List<JsonNode> paged = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = service.get("/api/v1/sagas/" + saga + "/events?limit=2" + after).json();
      page.get("events").forEach(paged::add);
      after = page.has("next") ? "&after=" + page.get("next").asString() : "";
    } while (!after.isEmpty());
    assertThat(paged).containsExactlyElementsOf(all);
  }

  @Test
  void aLiveStreamShowsWhatIsRecordedAndThenWhatFollowsAndSignsOfLife() throws Exception {
    String saga =
        service
            .post("/api/v1/sagas", "{\"definition\": \"unanswered\"}")
            .json()
            .get("saga")
            .asString();

    try (Lines lines = Lines.open(service, saga, null)) {
      assertThat(lines.until("id:2")).contains("id:0").anyMatch(line -> line.contains(saga));
      assertThat(lines.until(":alive")).noneMatch(line -> line.startsWith("id:3"));
      service.post(
          "/api/v1/sagas/" + saga + "/commands", "{\"type\": \"cancel\", \"reason\": \"enough\"}");
      assertThat(lines.until("id:3")).isNotEmpty();
      assertThat(lines.until("cancel-requested")).isNotEmpty();
    }
  }

  @Test
  void aStreamGoesOnAfterTheLastEventSeen() throws Exception {
    String saga = service.run("two-steps", "{}").get("id").asString();

    try (Lines lines = Lines.open(service, saga, "2")) {
      List<String> seen = lines.until("id:4");
      assertThat(seen).contains("id:3").doesNotContain("id:0", "id:1", "id:2");
    }
  }

  @Test
  void askingOnlyForTheHeadOpensNoStream() {
    String saga = service.run("two-steps", "{}").get("id").asString();

    Answer head =
        service.send(
            service
                .request("/api/v1/sagas/" + saga + "/events")
                .header("Accept", "text/event-stream")
                .HEAD());

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
  }

  @Test
  void aStreamOfNothingIsAProblem() {
    String[] live = {"Accept", "text/event-stream"};

    Answer unknown = service.get("/api/v1/sagas/none/events", live);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("unknown-saga");
    String saga = service.run("two-steps", "{}").get("id").asString();
    Answer bad =
        service.get(
            "/api/v1/sagas/" + saga + "/events", live[0], live[1], "Last-Event-ID", "x; drop");
    assertThat(bad.code()).isEqualTo("bad-parameter");
  }

  @Test
  @Timeout(60)
  void streamsAreBoundedAndAPlaceIsFreeAgainWhenItsReaderIsGone() throws Exception {
    String saga = service.run("two-steps", "{}").get("id").asString();
    List<Lines> open = new ArrayList<>();
    try {
      Lines lines = Lines.open(service, saga, null);
      for (int i = 0; i < 30 && lines.status == 200; i++) {
        open.add(lines);
        lines = Lines.open(service, saga, null);
      }
      lines.close();
      Answer refused =
          service.get("/api/v1/sagas/" + saga + "/events", "Accept", "text/event-stream");
      assertThat(refused.code()).isEqualTo("too-many-streams");
      assertThat(refused.header("Retry-After")).isNotNull();
    } finally {
      for (Lines lines : open) {
        lines.close();
      }
    }
    int status;
    do {
      try (Lines lines = Lines.open(service, saga, null)) {
        status = lines.status;
      }
    } while (status != 200);
  }

  /** A live stream, line by line. */
  private record Lines(HttpClient client, int status, BufferedReader reader)
      implements AutoCloseable {

    static Lines open(Service service, String saga, @Nullable String last)
        throws IOException, InterruptedException {
      HttpClient client = HttpClient.newHttpClient();
      var request =
          service
              .request("/api/v1/sagas/" + saga + "/events")
              .header("Accept", "text/event-stream");
      if (last != null) {
        request.header("Last-Event-ID", last);
      }
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return new Lines(
          client,
          response.statusCode(),
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    /** The lines up to the first that holds this text. */
    List<String> until(String text) throws IOException {
      List<String> lines = new ArrayList<>();
      String line;
      do {
        line = reader.readLine();
        if (line == null) {
          throw new AssertionError("the stream ended before " + text + ": " + lines);
        }
        lines.add(line);
      } while (!line.contains(text));
      return lines;
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }
}
