package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.core.model.EffectKey;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithService.class)
class CommandsTest {
  private static final String CLOUD_EVENT = "application/cloudevents+json";
  private static final String COMMANDS = "/api/v1/commands";

  private final Service service;

  CommandsTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void definitions() {
    service.yaml(
        "{saga: undoable, version: 1, steps: {put: {call: box/put, undo: {call: box/undo}},"
            + " wait: {call: box/later}}}");
    service.yaml("{saga: parks, version: 1, steps: {ask: {call: nobody/ask}}}");
    service.yaml("{saga: done, version: 1, steps: {put: {call: box/put}}}");
  }

  private String start(String definition) {
    String wait = definition.equals("undoable") ? "?wait=PT1S" : "?wait=PT20S";
    return service
        .post("/api/v1/sagas" + wait, "{\"definition\": \"" + definition + "\"}")
        .json()
        .get("saga")
        .asString();
  }

  private Answer command(String saga, String body) {
    return service.post("/api/v1/sagas/" + saga + "/commands", body);
  }

  private String status(String saga) {
    return service.get("/api/v1/sagas/" + saga).json().get("status").asString();
  }

  @Test
  void aPreviewSaysWhatACancelWouldDoAndChangesNothing() {
    String saga = start("undoable");
    String cancel = "{\"type\": \"cancel\", \"reason\": \"changed my mind\"}";

    Answer preview = service.post("/api/v1/sagas/" + saga + "/commands?preview=true", cancel);

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.json().get("verdict").asString()).isEqualTo("goes-backward");
    JsonNode planned = preview.json().get("compensations").get(0);
    assertThat(planned.get("effect").asString()).isEqualTo("put/action/1");
    assertThat(planned.get("call").asString()).isEqualTo("box/undo");
    assertThat(planned.get("certain").asBoolean()).isTrue();
    assertThat(status(saga)).isEqualTo("RUNNING");

    assertThat(command(saga, cancel).status()).isEqualTo(202);
    assertThat(service.get("/api/v1/sagas/" + saga + "/events").text())
        .contains("cancel-requested", "changed my mind");
  }

  @Test
  void aCancelAfterTheEndIsRefused() {
    Answer refused = command(start("done"), "{\"type\": \"cancel\", \"reason\": \"late\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("saga-ended");
  }

  @Test
  void aParkedQuestionIsAnswered() {
    String saga = start("parks");
    JsonNode blocked =
        service.get("/api/v1/sagas/" + saga + "/standing").json().get("blockedBy").get(0);
    String answer =
        "{\"type\": \"answer\", \"question\": "
            + blocked.get("question")
            + ", \"choice\": \"happened\", \"result\": {\"by\": \"hand\"}, \"reason\": \"I saw it\"}";

    Answer preview = service.post("/api/v1/sagas/" + saga + "/commands?preview=true", answer);
    assertThat(preview.json().get("verdict").asString()).isEqualTo("accepted");
    assertThat(preview.json().get("events").toString())
        .contains("meanwhile.saga.question-answered");
    assertThat(status(saga)).isEqualTo("PARKED");

    assertThat(command(saga, answer).status()).isEqualTo(202);
    assertThat(status(saga)).isEqualTo("COMPLETED");
    assertThat(command(saga, answer).code()).isEqualTo("question-closed");
  }

  @Test
  void commandsThatMakeNoSenseAreRefused() {
    String saga = start("parks");

    assertThat(command(saga, "{\"type\": \"cancle\", \"reason\": \"x\"}").text())
        .contains("unknown-command", "Did you mean cancel?");
    assertThat(command(saga, "{\"type\": \"cancel\"}").code()).isEqualTo("invalid-request");
    assertThat(
            command(saga, "{\"type\": \"answer\", \"reason\": \"x\"}").json().get("errors").size())
        .isEqualTo(2);
    assertThat(
            command(
                    saga,
                    "{\"type\": \"answer\", \"question\": 9, \"choice\": \"wait\", \"reason\": \"x\"}")
                .code())
        .isEqualTo("unknown-question");
    assertThat(command("none", "{\"type\": \"cancel\", \"reason\": \"x\"}").code())
        .isEqualTo("unknown-saga");
  }

  private Answer event(String attributes, String data) {
    return service.postAs(
        CLOUD_EVENT,
        COMMANDS,
        "{\"specversion\": \"1.0\", \"source\": \"/shop\", "
            + attributes
            + ", \"data\": "
            + data
            + "}");
  }

  @Test
  void aSagaIsStartedByAStructuredCloudEventAndByItOnlyOnce() {
    String attributes =
        "\"id\": \"a-1\", \"type\": \"meanwhile.start-saga\", \"correlationid\": \"order-9\"";

    Answer first = event(attributes, "{\"definition\": \"done\"}");
    Answer again = event(attributes, "{\"definition\": \"done\"}");
    Answer other = event(attributes, "{\"definition\": \"parks\"}");

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(first.json().get("created").asBoolean()).isTrue();
    assertThat(again.json().get("created").asBoolean()).isFalse();
    assertThat(again.json().get("saga")).isEqualTo(first.json().get("saga"));
    assertThat(other.code()).isEqualTo("idempotency-key-reused");
    JsonNode metadata =
        service
            .get("/api/v1/sagas/" + first.json().get("saga").asString() + "/events")
            .json()
            .get("events")
            .get(0)
            .get("metadata");
    assertThat(metadata.get("correlation").asString()).isEqualTo("order-9");
    assertThat(metadata.get("causation").asString()).isEqualTo("/shop#a-1");
  }

  @Test
  void aSagaIsStartedByABinaryCloudEvent() {
    Answer started =
        service.post(
            COMMANDS,
            "{\"definition\": \"done\", \"id\": \"binary\"}",
            "ce-specversion",
            "1.0",
            "ce-id",
            "b-1",
            "ce-source",
            "/shop",
            "ce-type",
            "meanwhile.start-saga");

    assertThat(started.status()).as(started.text()).isEqualTo(202);
    assertThat(started.json().get("saga").asString()).isEqualTo("binary");
  }

  @Test
  void sagasAreObservedCancelledAndAnsweredByCloudEvents() {
    String saga = start("undoable");
    String token =
        service
            .bean(EffectTokens.class)
            .issue(saga, EffectKey.action("wait", 1), Instant.now().plusSeconds(60));
    String seen = "{\"effect\": \"wait/action/1\", \"id\": \"1\", \"status\": \"accepted\"}";
    String subject = ", \"subject\": \"" + saga + "\"";

    assertThat(event("\"id\": \"1\", \"type\": \"meanwhile.observe\"" + subject, seen).code())
        .isEqualTo("token-required");
    assertThat(
            event(
                    "\"id\": \"2\", \"type\": \"meanwhile.observe\", \"meanwhiletoken\": \""
                        + token
                        + "\""
                        + subject,
                    seen)
                .status())
        .isEqualTo(202);
    assertThat(
            event(
                    "\"id\": \"3\", \"type\": \"meanwhile.cancel\"",
                    "{\"saga\": \"" + saga + "\", \"reason\": \"by message\"}")
                .status())
        .isEqualTo(202);
    assertThat(
            event(
                    "\"id\": \"4\", \"type\": \"meanwhile.answer\"" + subject,
                    "{\"question\": 1, \"choice\": \"wait\", \"reason\": \"r\"}")
                .code())
        .isEqualTo("unknown-question");
  }

  @Test
  void whatIsNoCloudEventIsRefusedWithTheAttributeNamed() {
    String start = "\"type\": \"meanwhile.start-saga\"";
    String data = "{\"definition\": \"done\"}";

    assertThat(event(start, data).json().get("detail").asString()).contains("attribute id");
    assertThat(event("\"id\": \"\", " + start, data).code()).isEqualTo("bad-cloud-event");
    assertThat(event("\"id\": 5, " + start, data).code()).isEqualTo("bad-cloud-event");
    assertThat(event("\"id\": \"1\", \"Bad_Name\": \"x\", " + start, data).code())
        .isEqualTo("bad-cloud-event");
    assertThat(event("\"id\": \"1\", \"data_base64\": \"e30=\", " + start, data).code())
        .isEqualTo("bad-cloud-event");
    assertThat(event("\"id\": \"1\", \"type\": \"meanwhile.start-sage\"", data).text())
        .contains("unknown-command", "Did you mean meanwhile.start-saga?");
    assertThat(event("\"id\": \"1\", \"type\": \"meanwhile.cancel\"", "{\"reason\": \"x\"}").code())
        .isEqualTo("bad-cloud-event");
    assertThat(event("\"id\": \"1\", " + start, "{\"definition\": \"done\", \"inputs\": 1}").text())
        .contains("invalid-request", "\"pointer\":\"/data/inputs\"", "\"suggestion\":\"input\"");
    assertThat(event("\"id\": \"1\", " + start, "[]").code()).isEqualTo("invalid-request");
    assertThat(service.post(COMMANDS, data).code()).isEqualTo("bad-cloud-event");
    assertThat(service.postAs("application/cloudevents-batch+json", COMMANDS, "[]").code())
        .isEqualTo("unsupported-media-type");
  }
}
