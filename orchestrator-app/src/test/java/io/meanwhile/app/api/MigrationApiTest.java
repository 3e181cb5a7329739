package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A running saga is let follow another version, over HTTP, as a CloudEvent, and past a restart. */
@ExtendWith(WithService.class)
class MigrationApiTest {
  private static final String ONE =
      "{saga: moves, version: 1, steps: {nap: {sleep: PT1H}, put: {call: box/put}}}";
  private static final String TWO =
      "{saga: moves, version: 2, steps: {rest: {sleep: PT1H},"
          + " put: {call: box/put, after: []}, done: {sleep: PT2H, after: put}}}";
  private static final String STRICT =
      "{saga: moves, version: 3, input: {type: object, required: [amount]},"
          + " steps: {nap: {sleep: PT1H}}}";
  private static final String MIGRATE =
      "{\"type\": \"migrate\", \"to\": 2, \"map\": {\"nap\": \"rest\"}, \"reason\": \"sooner\"}";

  private final Service service;

  MigrationApiTest(Service service) {
    this.service = service;
  }

  private static String started(Service at) {
    at.yaml(ONE);
    at.yaml(TWO);
    at.yaml(STRICT);
    return at.post("/api/v1/sagas", "{\"definition\": \"moves\", \"version\": 1, \"input\": {}}")
        .json()
        .get("saga")
        .asString();
  }

  private static Answer command(Service at, String saga, String body) {
    return at.post("/api/v1/sagas/" + saga + "/commands", body);
  }

  private static void awaitPut(Service at, String saga) throws InterruptedException {
    String standing = "";
    for (int i = 0; i < 100 && !standing.contains("done/action/1"); i++) {
      Thread.sleep(100);
      standing = at.get("/api/v1/sagas/" + saga + "/standing").text();
    }
    assertThat(standing).contains("done/action/1", "nap/action/1");
  }

  @Test
  void aMigratedSagaFollowsTheOtherVersionEverywhere() throws InterruptedException {
    String saga = started(service);
    assertThat(command(service, saga, MIGRATE).status()).isEqualTo(202);
    awaitPut(service, saga);
    JsonNode now = service.get("/api/v1/sagas/" + saga).json();
    assertThat(now.get("version").asInt()).isEqualTo(2);
    JsonNode then = service.get("/api/v1/sagas/" + saga + "?sequence=2").json();
    assertThat(then.get("version").asInt()).isEqualTo(1);
    assertThat(service.get("/api/v1/sagas/" + saga + "/events").text())
        .contains("saga-migrated", "sooner", "\"nap\":\"rest\"");
    service.awaitList();
    assertThat(service.get("/api/v1/sagas?q=" + saga).text()).contains("\"version\":2");
  }

  @Test
  void aPreviewSaysWhatWouldFollowAndChangesNothing() {
    String saga = started(service);
    Answer preview = service.post("/api/v1/sagas/" + saga + "/commands?preview=true", MIGRATE);
    assertThat(preview.json().get("verdict").asString()).isEqualTo("accepted");
    assertThat(preview.json().get("events").toString())
        .contains("saga-migrated", "effect-requested");
    assertThat(service.get("/api/v1/sagas/" + saga).json().get("version").asInt()).isEqualTo(1);
  }

  @Test
  void aPreviewOfWhatCannotBeDoneSaysWhy() {
    String saga = started(service);
    Answer preview =
        service.post(
            "/api/v1/sagas/" + saga + "/commands?preview=true",
            "{\"type\": \"migrate\", \"to\": 2, \"reason\": \"x\"}");
    assertThat(preview.json().get("verdict").asString()).isEqualTo("refused");
    assertThat(preview.text()).contains("cannot-migrate", "map it to the one that it is there");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
    String saga = started(service);
    Answer refused =
        command(
            service,
            saga,
            "{\"type\": \"migrate\", \"to\": 2, \"map\": {\"knap\": \"rest\", \"put\": \"pot\"},"
                + " \"reason\": \"x\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("cannot-migrate");
    assertThat(refused.json().get("errors").size()).isEqualTo(3);
    assertThat(refused.text())
        .contains("did you mean nap?", "did you mean put?", "/map/knap", "\"line\":1");
  }

  @Test
  void aVersionThatIsNotThereOrAsksForAnotherInputIsRefused() {
    String saga = started(service);
    String none = "{\"type\": \"migrate\", \"to\": 9, \"reason\": \"x\"}";
    assertThat(command(service, saga, none).code()).isEqualTo("unknown-definition");
    Answer input = command(service, saga, none.replace("9", "3"));
    assertThat(input.code()).isEqualTo("input-invalid");
    assertThat(input.text()).contains("amount");
    assertThat(command(service, saga, none.replace("9", "1")).code()).isEqualTo("same-version");
    assertThat(command(service, saga, none.replace("9", "0")).code()).isEqualTo("invalid-request");
    assertThat(command(service, saga, "{\"type\": \"migrate\", \"reason\": \"x\"}").code())
        .isEqualTo("invalid-request");
  }

  @Test
  void theSameComesAsACloudEventAndOnceMoreChangesNothing() {
    String saga = started(service);
    String data = "{\"to\": 2, \"map\": {\"nap\": \"rest\"}, \"reason\": \"sooner\"}";
    String event =
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/ops\", \"type\":"
            + " \"meanwhile.migrate\", \"subject\": \""
            + saga
            + "\", \"data\": "
            + data
            + "}";
    for (int i = 0; i < 2; i++) {
      assertThat(service.postAs("application/cloudevents+json", "/api/v1/commands", event).status())
          .isEqualTo(202);
    }
    String events = service.get("/api/v1/sagas/" + saga + "/events").text();
    assertThat(events.split("saga-migrated", -1)).hasSize(2);
  }

  @Test
  void aMigrationIsReadBackAfterARestart(@TempDir Path data) throws InterruptedException {
    String saga;
    try (Service before = Service.start(data)) {
      saga = started(before);
      String paused = "{\"type\": \"pause\", \"reason\": \"x\"}";
      assertThat(command(before, saga, paused).status()).isEqualTo(202);
      assertThat(command(before, saga, MIGRATE).status()).isEqualTo(202);
    }
    try (Service after = Service.start(data)) {
      JsonNode now = after.get("/api/v1/sagas/" + saga).json();
      assertThat(now.get("version").asInt()).isEqualTo(2);
      assertThat(command(after, saga, MIGRATE).status()).isEqualTo(202);
      assertThat(command(after, saga, "{\"type\": \"resume\", \"reason\": \"x\"}").status())
          .isEqualTo(202);
      String standing = after.get("/api/v1/sagas/" + saga + "/standing").text();
      assertThat(standing).contains("put/action/1", "nap/action/1");
    }
  }
}
