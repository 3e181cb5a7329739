package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Pausing, resuming and skipping, over HTTP and as CloudEvents. */
@ExtendWith(WithService.class)
class OperatorActsTest {
  private static final String PAUSE = "{\"type\": \"pause\", \"reason\": \"the bank is closed\"}";
  private static final String RESUME = "{\"type\": \"resume\", \"reason\": \"it is open\"}";
  private static final String SKIP =
      "{\"type\": \"skip\", \"step\": \"ask\", \"reason\": \"by phone\"}";

  private final Service service;

  OperatorActsTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void definitions() {
    service.yaml(
        "{saga: asks, version: 1, steps: {ask: {call: nobody/ask, deadline: PT1S}, put: {call: box/put}}}");
  }

  private String parked() {
    return service
        .post("/api/v1/sagas?wait=PT20S", "{\"definition\": \"asks\"}")
        .json()
        .get("saga")
        .asString();
  }

  private Answer command(String saga, String body) {
    return service.post("/api/v1/sagas/" + saga + "/commands", body);
  }

  private JsonNode saga(String saga) {
    return service.get("/api/v1/sagas/" + saga).json();
  }

  @Test
  void aPauseShowsInTheSagaAndItsStandingUntilItIsResumed() {
    String id = parked();
    assertThat(command(id, PAUSE).status()).isEqualTo(202);
    assertThat(saga(id).get("paused").get("reason").asString()).isEqualTo("the bank is closed");
    JsonNode standing = service.get("/api/v1/sagas/" + id + "/standing").json();
    assertThat(standing.get("paused").get("by").asString()).isEqualTo("anonymous@loopback");
    assertThat(standing.get("status").asString()).isEqualTo("PARKED");

    assertThat(command(id, RESUME).status()).isEqualTo(202);
    assertThat(saga(id).get("paused")).isNull();
  }

  @Test
  void aPausedSagaSendsWhatASkipLetsBeginOnlyOnceItIsResumed() throws InterruptedException {
    String id = parked();
    command(id, PAUSE);
    assertThat(command(id, SKIP).status()).isEqualTo(202);
    assertThat(saga(id).get("status").asString()).isEqualTo("RUNNING");

    command(id, RESUME);
    for (int i = 0; i < 100 && !saga(id).get("status").asString().equals("COMPLETED"); i++) {
      Thread.sleep(100);
    }
    assertThat(saga(id).get("status").asString()).isEqualTo("COMPLETED");
    assertThat(service.get("/api/v1/sagas/" + id + "/events").text())
        .contains("saga-paused", "skip-requested", "saga-resumed", "put/action/1");
  }

  @Test
  void theListSaysWhatIsPaused() throws InterruptedException {
    String id = parked();
    command(id, PAUSE);
    String found = "";
    for (int i = 0; i < 100 && !found.contains("\"paused\":true"); i++) {
      Thread.sleep(100);
      found = service.get("/api/v1/sagas?q=" + id).text();
    }
    assertThat(found).contains("\"paused\":true");
  }

  @Test
  void aPreviewOfASkipSaysWhatWouldFollow() {
    String id = parked();
    Answer preview = service.post("/api/v1/sagas/" + id + "/commands?preview=true", SKIP);
    assertThat(preview.json().get("verdict").asString()).isEqualTo("accepted");
    assertThat(preview.json().get("events").toString()).contains("skip-requested");
    assertThat(saga(id).get("status").asString()).isEqualTo("PARKED");
  }

  @Test
  void whatCannotBeSkippedIsRefusedWithTheReason() {
    Answer none = command(parked(), SKIP.replace("\"ask\"", "\"none\""));
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.code()).isEqualTo("cannot-skip");
    assertThat(none.json().get("detail").asString()).contains("none");
    assertThat(command(parked(), "{\"type\": \"skip\", \"reason\": \"x\"}").code())
        .isEqualTo("invalid-request");
  }

  @Test
  void theSameComesAsCloudEvents() {
    String id = parked();
    assertThat(event("meanwhile.pause", id, "{\"reason\": \"r\"}").status()).isEqualTo(202);
    assertThat(saga(id).get("paused")).isNotNull();
    assertThat(event("meanwhile.resume", id, "{\"reason\": \"r\"}").status()).isEqualTo(202);
    assertThat(event("meanwhile.skip", id, "{\"step\": \"put\", \"reason\": \"r\"}").status())
        .isEqualTo(202);
  }

  private Answer event(String type, String saga, String data) {
    return service.postAs(
        "application/cloudevents+json",
        "/api/v1/commands",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/ops\", \"type\": \""
            + type
            + "\", \"subject\": \""
            + saga
            + "\", \"data\": "
            + data
            + "}");
  }
}
