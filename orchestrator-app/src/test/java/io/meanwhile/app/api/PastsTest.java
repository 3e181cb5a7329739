package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.core.model.EffectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithService.class)
class PastsTest {
  private final Service service;
  private String saga = "";

  PastsTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void aSagaThatWaits() {
    service.yaml(
        "{saga: looked-back, version: 1, steps: {put: {call: box/put}, wait: {call: box/later}}}");
    saga =
        service
            .post("/api/v1/sagas?wait=PT0.3S", "{\"definition\": \"looked-back\"}")
            .json()
            .get("saga")
            .asString();
  }

  private JsonNode get(String path) {
    Answer answer = service.get("/api/v1/sagas/" + saga + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private String level(String query) {
    for (JsonNode list : get("/standing" + query)) {
      if (list.isArray()) {
        for (JsonNode one : list) {
          boolean waits = one.path("effect").asString("").startsWith("wait");
          if (waits && one.has("level")) {
            return one.get("level").asString();
          }
        }
      }
    }
    return "";
  }

  private void reportFinal(Instant occurredAt) {
    String token =
        service
            .bean(EffectTokens.class)
            .issue(saga, EffectKey.action("wait", 1), Instant.now().plusSeconds(60));
    String body =
        "{\"effect\": \"wait/action/1\", \"id\": \"x\", \"status\": \"final\", \"occurredAt\": \""
            + occurredAt
            + "\"}";
    assertThat(
            service
                .post("/api/v1/sagas/" + saga + "/observations", body, "Meanwhile-Token", token)
                .status())
        .isEqualTo(202);
  }

  @Test
  void aSagaIsShownAsItWasKnownAfterSoManyEvents() {
    String now = get("").get("sequence").asString();

    assertThat(get("?sequence=" + now)).isEqualTo(get(""));
    assertThat(get("?sequence=1").get("sequence").asString()).isEqualTo("1");
    assertThat(level("?sequence=1")).isEqualTo("PENDING");
    assertThat(level("?sequence=" + now)).isEqualTo("ACCEPTED");
  }

  @Test
  void whatWasKnownAndWhatWasAreTwoThings() {
    Instant between = Instant.now();
    reportFinal(between.minusMillis(1));

    assertThat(level("")).isEqualTo("FINAL");
    assertThat(level("?recordedBy=" + between)).isEqualTo("ACCEPTED");
    assertThat(level("?occurredBy=" + between)).isEqualTo("FINAL");
    assertThat(level("?occurredBy=" + between.minus(Duration.ofMillis(2)))).isEqualTo("ACCEPTED");
    assertThat(get("?recordedBy=" + between).get("status").asString()).isEqualTo("RUNNING");
    assertThat(get("").get("status").asString()).isEqualTo("COMPLETED");
  }

  @Test
  void theDifferenceBetweenTwoPlacesIsWhatBecameOfTheEffects() {
    String before = get("").get("sequence").asString();
    reportFinal(Instant.now());

    JsonNode diff = get("/diff?from=" + before);

    assertThat(diff.get("from").asString()).isEqualTo(before);
    assertThat(diff.get("statusBefore").asString()).isEqualTo("RUNNING");
    assertThat(diff.get("statusAfter").asString()).isEqualTo("COMPLETED");
    assertThat(diff.get("effects")).hasSize(1);
    assertThat(diff.at("/effects/0/effect").asString()).isEqualTo("wait/action/1");
    assertThat(diff.at("/effects/0/before/level").asString()).isEqualTo("ACCEPTED");
    assertThat(diff.at("/effects/0/after/level").asString()).isEqualTo("FINAL");
    assertThat(diff.get("events").size()).isEqualTo(2);
    assertThat(diff.at("/events/1/type").asString()).isEqualTo("meanwhile.saga.saga-ended");
    assertThat(get("/diff?from=1&to=1").get("effects")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "?sequence=0                                  | 404 | unknown-sequence",
        "?sequence=1000                               | 404 | unknown-sequence",
        "?sequence=9223372036854775807                | 404 | unknown-sequence",
        "?sequence=-1                                 | 400 | bad-parameter",
        "?sequence=x                                  | 400 | bad-parameter",
        "?sequence=1&recordedBy=2026-03-01T12:00:00Z  | 400 | bad-parameter",
        "?recordedBy=yesterday                        | 400 | bad-parameter",
        "?recordedBy=2001-01-01T00:00:00Z             | 404 | unknown-saga",
        "?occurredBy=2001-01-01T00:00:00Z             | 404 | unknown-saga",
        "/standing?sequence=0                         | 404 | unknown-sequence",
        "/standing?at=1                               | 400 | unknown-parameter",
        "/diff                                        | 400 | bad-parameter",
        "/diff?from=2&to=1                            | 400 | bad-parameter",
        "/diff?from=1&to=1000                         | 404 | unknown-sequence",
        "/diff?from=0                                 | 404 | unknown-sequence",
      })
  void aPastThatIsNoneIsRefused(String query, int status, String code) {
    Answer answer = service.get("/api/v1/sagas/" + saga + query);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(Objects.requireNonNull(answer.header("Content-Type"))).contains("problem+json");
  }
}
