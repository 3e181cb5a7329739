package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithService.class)
class SagasTest {
  private final Service service;

  SagasTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void definitions() {
    service.yaml(
        """
        saga: put
        version: 1
        input:
          type: object
          required: [amount]
          properties: { amount: { type: integer, minimum: 1 }, to: { type: string } }
        attributes: { amount: input.amount }
        steps: { put: { call: box/put, with: { a: input.amount } } }
        result: { key: steps.put.result.key }
        """);
    service.yaml(
        """
        saga: put-and-refuse
        version: 1
        steps:
          put: { call: box/put, undo: { call: box/undo } }
          refused: { call: box/refuse }
        """);
    service.yaml("{saga: later, version: 1, steps: {wait: {call: box/later}}}");
    service.yaml("{saga: nobody, version: 1, steps: {ask: {call: nobody/ask}}}");
  }

  @Test
  void aStartIsAcknowledgedAndTheSagaRunsToItsEnd() {
    Answer started =
        service.post(
            "/api/v1/sagas?wait=PT20S",
            "{\"id\": \"first:1\", \"definition\": \"put\", \"input\": {\"amount\": 3},"
                + " \"attributes\": {\"city\": \"Bern\"}}");

    assertThat(started.status()).isEqualTo(202);
    assertThat(started.header("Location")).isEqualTo("/api/v1/sagas/first:1");
    JsonNode receipt = started.json();
    assertThat(receipt.get("saga").asString()).isEqualTo("first:1");
    assertThat(receipt.get("created").asBoolean()).isTrue();
    assertThat(receipt.get("sequence").isString()).isTrue();
    JsonNode saga = service.get("/api/v1/sagas/first:1").json();
    assertThat(saga).isEqualTo(receipt.get("state"));
    assertThat(saga.get("status").asString()).isEqualTo("COMPLETED");
    assertThat(saga.get("direction").asString()).isEqualTo("forward");
    assertThat(saga.get("definition").asString() + saga.get("version")).isEqualTo("put1");
    assertThat(saga.get("result").get("key").asString()).isEqualTo("first:1/put/action/1");
    assertThat(saga.get("attributes").get("amount").asInt()).isEqualTo(3);
    assertThat(saga.get("attributes").get("city").asString()).isEqualTo("Bern");
    assertThat(saga.get("startedAt").asString()).endsWith("Z");
    assertThat(saga.has("why")).isFalse();
  }

  @Test
  void aRefusedStepIsCompensatedAndTheWaitEndsThere() {
    JsonNode saga = service.run("put-and-refuse", "null");

    assertThat(saga.get("status").asString()).isEqualTo("COMPENSATED");
    assertThat(saga.get("direction").asString()).isEqualTo("backward");
    assertThat(saga.get("why").asString()).isNotBlank();
    JsonNode standing =
        service.get("/api/v1/sagas/" + saga.get("id").asString() + "/standing").json();
    assertThat(standing.get("status").asString()).isEqualTo("COMPENSATED");
    assertThat(standing.get("happened").findValuesAsString("effect"))
        .contains("put/action/1", "put/compensation/1/1", "refused/action/1");
    assertThat(standing.get("diverged").get(0).get("kind").asString()).isEqualTo("refused");
    assertThat(standing.get("completion").get("satisfied").asBoolean()).isFalse();
    assertThat(standing.get("completion").get("satisfiedBy").size()).isZero();
    assertThat(standing.get("completion").get("stillNeeded").size()).isEqualTo(2);
  }

  @Test
  void theStandingInWordsHasASentenceForEachEntry() {
    String saga = service.run("put-and-refuse", "null").get("id").asString();
    Service.Answer answer =
        service.send(
            service.request("/api/v1/sagas/" + saga + "/standing").header("Accept", "text/plain"));

    assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
    assertThat(answer.text()).startsWith(saga + " is COMPENSATED: ");
    assertThat(answer.text().lines())
        .contains("Happened:", "Diverged:")
        .anyMatch(line -> line.startsWith("- refused/action/1 did not happen and never will since"))
        .allMatch(line -> line.isEmpty() || line.endsWith(".") || line.endsWith(":"));
  }

  @Test
  void aWaitEndsWhenItsTimeIsOver() {
    Answer answer =
        service.post("/api/v1/sagas?wait=PT0.3S&until=confirmed", "{\"definition\": \"later\"}");

    assertThat(answer.json().get("state").get("status").asString()).isEqualTo("RUNNING");
  }

  @Test
  void aSagaWhoseParticipantIsNotConfiguredParksWithThatReason() {
    JsonNode saga = service.run("nobody", "{}");

    assertThat(saga.get("status").asString()).isEqualTo("PARKED");
    JsonNode standing =
        service.get("/api/v1/sagas/" + saga.get("id").asString() + "/standing").json();
    JsonNode blocked = standing.get("blockedBy").get(0);
    assertThat(blocked.get("reason").asString()).contains("nobody");
    assertThat(blocked.get("choices").size()).isPositive();
  }

  @Test
  void theSameIdAndRequestIsTheSameSagaAndAnotherRequestIsRefused() {
    String body = "{\"id\": \"same\", \"definition\": \"put\", \"input\": {\"amount\": 1}}";

    assertThat(service.post("/api/v1/sagas", body).json().get("created").asBoolean()).isTrue();
    Answer again = service.post("/api/v1/sagas", body);
    Answer other = service.post("/api/v1/sagas", body.replace("1}}", "2}}"));

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().get("created").asBoolean()).isFalse();
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("saga-exists");
  }

  @Test
  void theSameIdempotencyKeyIsTheSameSagaAndAnotherRequestIsRefused() {
    String body = "{\"definition\": \"put\", \"input\": {\"amount\": 1}}";
    String[] key = {"Idempotency-Key", "order 4711"};

    Answer first = service.post("/api/v1/sagas", body, key);
    Answer again = service.post("/api/v1/sagas", body, key);
    Answer other = service.post("/api/v1/sagas", body.replace("1}}", "2}}"), key);

    assertThat(again.json().get("saga")).isEqualTo(first.json().get("saga"));
    assertThat(again.json().get("created").asBoolean()).isFalse();
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void anInputThatBreaksItsSchemaIsToldWithEveryPlace() {
    Answer answer =
        service.post(
            "/api/v1/sagas",
            "{\"definition\": \"put\",\n \"input\": {\"amount\": 0,\n  \"to\": 5}}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("input-invalid");
    List<String> places = new ArrayList<>();
    answer
        .json()
        .get("errors")
        .forEach(error -> places.add(error.get("pointer").asString() + ":" + error.get("line")));
    assertThat(places).containsExactlyInAnyOrder("/input/amount:2", "/input/to:3");
    assertThat(service.post("/api/v1/sagas", "{\"definition\": \"put\"}").code())
        .isEqualTo("input-invalid");
  }

  @Test
  void sagasAreListedNewestFirstPageByPageAndFiltered() {
    service.yaml("{saga: listed, version: 1, steps: {put: {call: box/put}}}");
    List<String> started = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String id = "listed-" + i;
      service.post(
          "/api/v1/sagas?wait=PT20S",
          "{\"id\": \""
              + id
              + "\", \"definition\": \"listed\", \"attributes\": {\"n\": "
              + i % 2
              + "}}");
      started.addFirst(id);
    }
    service.awaitList();

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = service.get("/api/v1/sagas?definition=listed&limit=2" + cursor).json();
      assertThat(page.has("sagas")).as(page.toString()).isTrue();
      seen.addAll(page.get("sagas").findValuesAsString("id"));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
    } while (!cursor.isEmpty());

    assertThat(seen).isEqualTo(started);
    assertThat(ids("/api/v1/sagas?definition=listed&attribute.n=1"))
        .containsExactly("listed-3", "listed-1");
    assertThat(ids("/api/v1/sagas?definition=listed&status=RUNNING")).isEmpty();
    assertThat(ids("/api/v1/sagas?definition=listed&status=completed")).hasSize(5);
    assertThat(ids("/api/v1/sagas?definition=none")).isEmpty();
  }

  private List<String> ids(String path) {
    Answer answer = service.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("sagas").findValuesAsString("id");
  }
}
