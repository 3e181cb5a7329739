package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.core.model.EffectKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(WithService.class)
class ObservationsTest {
  private static final EffectKey LOCK = EffectKey.action("lock", 1);
  private static final String FINAL =
      "{\"effect\": \"lock/action/1\", \"id\": \"7\", \"status\": \"final\", \"result\": {\"tx\": \"0x1\"}}";

  private final Service service;
  private String saga = "";
  private String path = "";

  ObservationsTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void aSagaThatWaits() {
    service.yaml("{saga: waits, version: 1, steps: {lock: {call: box/later}}}");
    saga =
        service.post("/api/v1/sagas", "{\"definition\": \"waits\"}").json().get("saga").asString();
    path = "/api/v1/sagas/" + saga + "/observations";
  }

  private String token(String of, EffectKey effect, Duration good) {
    return service.bean(EffectTokens.class).issue(of, effect, Instant.now().plus(good));
  }

  private String good() {
    return token(saga, LOCK, Duration.ofHours(1));
  }

  private String state() {
    return service.get("/api/v1/sagas/" + saga).json().get("status").asString();
  }

  @Test
  void theHolderOfTheTokenMayReport() {
    Answer answer = service.post(path, FINAL, "Meanwhile-Token", good());

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.json().get("saga").asString()).isEqualTo(saga);
    assertThat(answer.json().get("sequence").isString()).isTrue();
    assertThat(state()).isEqualTo("COMPLETED");
    String standing = service.get("/api/v1/sagas/" + saga + "/standing").text();
    assertThat(standing).contains("\"result\":{\"tx\":\"0x1\"}", "\"observers\":[\"box\"]");
  }

  @Test
  void theKeyMayHaveTheSagaBeforeIt() {
    String full = FINAL.replace("lock/action/1", saga + "/lock/action/1");

    assertThat(service.post(path, full, "Meanwhile-Token", good()).status()).isEqualTo(202);
    assertThat(state()).isEqualTo("COMPLETED");
  }

  @Test
  void aSagaMayBeCalledLikeItsStep() {
    service.post("/api/v1/sagas", "{\"definition\": \"waits\", \"id\": \"lock\"}");
    String token = token("lock", LOCK, Duration.ofHours(1));

    Answer answer =
        service.post("/api/v1/sagas/lock/observations", FINAL, "Meanwhile-Token", token);

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  @Test
  void theSameReportTwiceIsStoredOnce() {
    String token = good();

    String once =
        service.post(path, FINAL, "Meanwhile-Token", token).json().get("sequence").asString();
    String twice =
        service.post(path, FINAL, "Meanwhile-Token", token).json().get("sequence").asString();

    assertThat(twice).isEqualTo(once);
  }

  @Test
  void ofTwoNumberedReportsTheHigherNumberCountsNotTheOneThatCameLast() {
    String confirmed =
        FINAL.replace("final", "confirmed").replace("}}", "}, \"sequence\": \"9007199254740993\"}");
    String older =
        "{\"effect\": \"lock/action/1\", \"id\": \"6\", \"status\": \"refused\", \"sequence\": 5}";
    String token = good();

    assertThat(service.post(path, confirmed, "Meanwhile-Token", token).status()).isEqualTo(202);
    assertThat(service.post(path, older, "Meanwhile-Token", token).status()).isEqualTo(202);

    assertThat(state()).isEqualTo("CONFIRMED");
    assertThat(service.get("/api/v1/sagas/" + saga + "/events").text())
        .contains("\"sequence\":\"9007199254740993\"", "\"meaning\":\"stale\"");
  }

  @Test
  void withoutAGoodTokenNothingChanges() {
    String before = service.get("/api/v1/sagas/" + saga + "/events").text();
    String other = token(saga, EffectKey.action("lock", 2), Duration.ofHours(1));
    String foreign = token(saga + "0", LOCK, Duration.ofHours(1));
    String expired = token(saga, LOCK, Duration.ofSeconds(-5));
    String forged = good().substring(0, good().length() - 2) + "AA";

    assertRefused(service.post(path, FINAL), 401, "token-required");
    assertRefused(report("v1.zzzz.abc"), 403, "token-wrong");
    assertRefused(report("x"), 403, "token-wrong");
    assertRefused(report(other), 403, "token-wrong");
    assertRefused(report(foreign), 403, "token-wrong");
    assertRefused(report(forged), 403, "token-wrong");
    assertRefused(report(expired), 403, "token-expired");

    assertThat(state()).isEqualTo("RUNNING");
    // The participant's own answer may still have been on its way.
    assertThat(service.get("/api/v1/sagas/" + saga + "/events").text())
        .startsWith(before.substring(0, before.lastIndexOf(']')))
        .doesNotContain("0x1");
  }

  private Answer report(String token) {
    return service.post(path, FINAL, "Meanwhile-Token", token);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status() + " " + answer.code()).isEqualTo(status + " " + code);
  }

  @Test
  void wordAboutAKeyThatWasNeverRequestedParksWhenItSaysThatItHappened() {
    String never =
        FINAL
            .replace("lock/action/1", "lock/action/7")
            .replaceFirst("\\{", "{\"observer\": \"indexer\", ");
    assertThat(service.post(path, never).status()).isEqualTo(202);
    Answer standing = service.get("/api/v1/sagas/" + saga + "/standing");
    assertThat(standing.text()).contains("\"stray\"").contains("lock/action/7");
    assertThat(state()).isEqualTo("PARKED");
  }

  @Test
  void aBranchsKeyThatWasNeverRequestedIsForTheBranchsParticipantToSpeakOf() {
    service.yaml(
        "{saga: branches, version: 1, steps: {legs: {each: input.legs, call: box/later}}}");
    String start = "{\"definition\": \"branches\", \"input\": {\"legs\": [1, 2]}}";
    String branches = service.post("/api/v1/sagas", start).json().get("saga").asString();
    EffectKey never = EffectKey.action("legs.0", 7);

    Answer answer =
        service.post(
            "/api/v1/sagas/" + branches + "/observations",
            FINAL.replace("lock/action/1", never.toString()),
            "Meanwhile-Token",
            token(branches, never, Duration.ofHours(1)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(service.get("/api/v1/sagas/" + branches + "/standing").text())
        .contains("\"stray\"", "box reports FINAL");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertRefused(
        service.post(path, FINAL.replace("lock/", "key/"), "Meanwhile-Token", good()),
        404,
        "unknown-effect");
    assertRefused(
        service.post("/api/v1/sagas/none/observations", FINAL, "Meanwhile-Token", good()),
        404,
        "unknown-saga");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"status\": \"final\"        | \"status\": \"done\"      | invalid-request",
        "\"status\": \"final\"        | \"statu\": \"final\"      | invalid-request",
        "\"id\": \"7\"                | \"id\": \"\"              | invalid-request",
        "\"id\": \"7\"                | \"id\": 7                 | invalid-request",
        "\"id\": \"7\"                | \"id\": \"7\", \"depth\": -1 | invalid-request",
        "\"id\": \"7\"                | \"id\": \"7\", \"depth\": 1.5 | invalid-request",
        "\"id\": \"7\"                | \"id\": \"7\", \"observedAt\": \"now\" | invalid-request",
        "\"id\": \"7\"                | \"id\": \"7\", \"sequence\": \"-1\" | invalid-request",
        "\"id\": \"7\"                | \"id\": \"7\", \"sequence\": \"first\" | invalid-request",
        "\"id\": \"7\"                | \"id\": \"7\", \"observedAt\": \"+99999-01-01T00:00:00Z\" | invalid-request",
        "\"id\": \"7\"                | \"id\": \"7\", \"id\": \"8\" | invalid-request",
        "\"tx\": \"0x1\"              | \"wei\": 100000000000000000000 | number-too-large",
        "lock/action/1                | lock                      | bad-effect",
        "lock/action/1                | lock/action/99999999999   | bad-effect",
        "lock/action/1                | lock/compensation/0/0     | bad-effect",
      })
  void aReportThatCannotBeReadIsRefused(String part, String instead, String code) {
    Answer answer = service.post(path, FINAL.replace(part, instead), "Meanwhile-Token", good());

    assertRefused(answer, 400, code);
    assertThat(state()).isEqualTo("RUNNING");
  }
}
