package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.log.SagaLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithService.class)
class WhatIfTest {
  private static final String CANCEL = "{\"type\": \"cancel\", \"reason\": \"too slow\"}";

  private final Service service;

  WhatIfTest(Service service) {
    this.service = service;
  }

  @BeforeEach
  void definitions() {
    service.yaml(
        "{saga: two, version: 1, steps: {put: {call: box/put, undo: {call: box/undo}},"
            + " wait: {call: box/later, undo: {call: box/undo}}}}");
    service.yaml("{saga: unasked, version: 1, steps: {ask: {call: nobody/ask}}}");
  }

  private String started(String definition) {
    String wait = definition.equals("two") ? "?wait=PT0.3S" : "?wait=PT20S";
    return service
        .post("/api/v1/sagas" + wait, "{\"definition\": \"" + definition + "\"}")
        .json()
        .get("saga")
        .asString();
  }

  private Answer ask(String saga, String body) {
    return service.post("/api/v1/sagas/" + saga + "/what-if", body.replace('\'', '"'));
  }

  @Test
  void whoIsNotConfiguredIsSaidToAnswerOnlyInThePlay() {
    Answer played = ask(started("unasked"), "{}");
    Answer known = ask(started("two"), "{}");

    assertThat(played.json().at("/notConfigured/0").asString()).isEqualTo("nobody");
    assertThat(known.json().get("notConfigured")).isEmpty();
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.path(field).asString("")));
    return texts;
  }

  @Test
  void theFutureIsPlayedUnderTheAnswersGivenAndNothingIsStored() {
    String saga = started("two");
    long head = service.bean(SagaLog.class).head();
    String events = service.get("/api/v1/sagas/" + saga + "/events").text();

    Answer completed = ask(saga, "{}");
    Answer undone =
        ask(saga, "{'answers': {'effects': {'wait': {'status': 'refused', 'reason': 'full'}}}}");

    assertThat(completed.status()).as(completed.text()).isEqualTo(200);
    assertThat(completed.json().at("/standing/status").asString()).isEqualTo("COMPLETED");
    assertThat(completed.json().at("/stopped/why").asString()).isEqualTo("ended");
    assertThat(texts(completed.json().get("follows"), "type"))
        .containsExactly("meanwhile.saga.observation-recorded", "meanwhile.saga.saga-ended");
    assertThat(completed.json().at("/follows/0/data/observation/status").asString())
        .isEqualTo("final");
    assertThat(undone.json().at("/standing/status").asString()).isEqualTo("COMPENSATED");
    assertThat(texts(undone.json().get("compensations"), "effect")).containsExactly("put/action/1");
    assertThat(service.bean(SagaLog.class).head()).isEqualTo(head);
    assertThat(service.get("/api/v1/sagas/" + saga + "/events").text()).isEqualTo(events);
  }

  @Test
  void aPreviewIsTheSameQuestionWithOneChange() {
    String saga = started("two");

    JsonNode preview =
        service.post("/api/v1/sagas/" + saga + "/commands?preview=true", CANCEL).json();
    JsonNode asked = ask(saga, "{'changes': [{'command': " + CANCEL + "}]}").json();

    assertThat(preview.get("verdict").asString()).isEqualTo("goes-backward");
    assertThat(asked.get("verdict")).isEqualTo(preview.get("verdict"));
    assertThat(asked.get("compensations")).isEqualTo(preview.get("compensations"));
    assertThat(texts(asked.get("compensations"), "effect"))
        .containsExactly("wait/action/1", "put/action/1");
    assertThat(asked.get("events").toString()).contains("cancel-requested", "went-backward");
    assertThat(asked.at("/standing/status").asString()).isEqualTo("COMPENSATED");
  }

  @Test
  void aChildPastItsPivotCannotBeTakenBackSoThePreviewListsItAsALoss() throws Exception {
    service.yaml("{saga: sealed, version: 1, steps: {put: {call: box/put, pivot: true}}}");
    service.yaml("{saga: open, version: 1, steps: {put: {call: box/put, undo: {call: box/undo}}}}");
    service.yaml(
        "{saga: parent-of-two, version: 1, steps: {one: {saga: sealed}, other: {saga: open},"
            + " wait: {call: box/later, undo: {call: box/undo}}}}");
    String saga =
        service
            .post("/api/v1/sagas", "{'definition': 'parent-of-two'}".replace('\'', '"'))
            .json()
            .get("saga")
            .asString();
    String standing = "";
    for (int i = 0; i < 500 && !standing.contains("wait/action/1"); i++) {
      Thread.sleep(20);
      standing = service.get("/api/v1/sagas/" + saga + "/standing").text();
    }
    assertThat(standing).contains("wait/action/1");

    JsonNode preview =
        service.post("/api/v1/sagas/" + saga + "/commands?preview=true", CANCEL).json();

    assertThat(texts(preview.get("compensations"), "effect"))
        .containsExactly("wait/action/1", "other/action/1");
    assertThat(preview.get("losses").toString()).isEqualTo("[\"one/action/1\"]");
  }

  @Test
  void aRefusedCommandIsToldWithItsCode() {
    String saga = started("two");

    JsonNode asked =
        ask(
                saga,
                "{'changes': [{'command': {'type': 'answer', 'question': 7, 'choice': 'wait',"
                    + " 'reason': 'x'}}]}")
            .json();

    assertThat(asked.get("verdict").asString()).isEqualTo("refused");
    assertThat(asked.get("code").asString()).isEqualTo("unknown-question");
    assertThat(asked.get("follows")).isEmpty();
  }

  @Test
  void aParkedQuestionIsAnsweredInThePlay() {
    String saga = started("unasked");
    int question =
        service
            .get("/api/v1/sagas/" + saga + "/standing")
            .json()
            .at("/blockedBy/0/question")
            .asInt();

    JsonNode asked =
        ask(
                saga,
                "{'changes': [{'command': {'type': 'answer', 'question': "
                    + question
                    + ", 'choice': 'happened', 'reason': 'seen'}}]}")
            .json();

    assertThat(asked.get("verdict").asString()).isEqualTo("accepted");
    assertThat(asked.at("/standing/status").asString()).isEqualTo("COMPLETED");
    assertThat(ask(saga, "{}").json().at("/stopped/why").asString()).isEqualTo("parked");
    JsonNode settled = ask(saga, "{'answers': {'questions': 'happened'}}").json();
    assertThat(settled.at("/standing/status").asString()).isEqualTo("COMPLETED");
  }

  @Test
  void anObservationIsReplacedInThePastAndHistoryComparedWithIt() {
    String saga = started("two");
    JsonNode events = service.get("/api/v1/sagas/" + saga + "/events").json().get("events");
    String seen = "";
    for (JsonNode event : events) {
      boolean put = event.get("data").toString().contains("put/action/1");
      boolean observed = event.get("type").asString().endsWith("observation-recorded");
      seen = put && observed ? event.get("sequence").asString() : seen;
    }

    JsonNode asked =
        ask(
                saga,
                "{'changes': [{'replace': '"
                    + seen
                    + "', 'observation': {'status': 'refused', 'reason': 'full'}}]}")
            .json();

    assertThat(asked.at("/standing/status").asString()).isEqualTo("COMPENSATED");
    assertThat(asked.at("/follows/0/sequence").asString()).isEqualTo(seen);
    assertThat(asked.at("/notTakenIn/0/why").asString()).contains("did not happen here: wait");
    assertThat(asked.get("wouldNotHaveBeen").toString()).contains("\"" + seen + "\"");
    JsonNode again = ask(saga, "{'at': " + seen + ", 'then': 'history'}").json();
    assertThat(again.get("wouldNotHaveBeen")).as(again.toString()).isEmpty();
    assertThat(texts(again.get("follows"), "recorded")).contains(seen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]                                                  | wrong-type",
        "{'att': 1}                                          | unknown-key",
        "{'at': 0}                                           | bad-number",
        "{'at': -1}                                          | bad-number",
        "{'at': 1.5}                                         | bad-number",
        "{'at': '99999999999999999999'}                      | bad-number",
        "{'limit': 0}                                        | bad-number",
        "{'limit': 10001}                                    | bad-number",
        "{'then': 'histroy'}                                 | bad-choice",
        "{'changes': {}}                                     | wrong-type",
        "{'changes': [{}]}                                   | bad-change",
        "{'changes': [5]}                                    | wrong-type",
        "{'changes': [{'leaveOut': 1, 'command': {}}]}       | bad-change",
        "{'changes': [{'leaveOut': 0}]}                      | not-changeable",
        "{'changes': [{'leaveOut': 1}]}                      | not-changeable",
        "{'changes': [{'replace': 1}]}                       | bad-change",
        "{'changes': [{'observation': {'status': 'final'}}]} | missing-key",
        "{'changes': [{'observation': {'effect': 'x', 'status': 'final'}}]} | bad-effect",
        "{'changes': [{'command': {'type': 'cancel'}}]}      | missing-key",
        "{'answers': 'final'}                                | wrong-type",
        "{'answers': {'otherwise': []}}                      | wrong-type",
        "{'answers': {'otherwise': 'finall'}}                | bad-choice",
        "{'answers': {'effects': {'putt': 'final'}}}         | unknown-step",
        "{'answers': {'effects': {'put/undo': 'final'}}}     | unknown-step",
        "{'answers': {'questions': 'perhaps'}}               | bad-choice",
        "{'answers': {'effects': {'put': {}}}}               | missing-key",
        "{'answers': {'effects': {'put': {'status': 'final', 'after': 'PT-1S'}}}} | bad-duration",
      })
  void whatMakesNoSenseIsToldWithItsPlace(String body, String code) {
    Answer answer = ask(started("two"), body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid-request");
    assertThat(texts(answer.json().get("errors"), "code")).as(answer.text()).contains(code);
    assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsTold() {
    String saga = started("two");

    assertThat(ask("none", "{}").code()).isEqualTo("unknown-saga");
    assertThat(ask(saga, "{'at': 1000}").code()).isEqualTo("unknown-sequence");
    assertThat(ask(saga, "{'at': '999999999999999999'}").code()).isEqualTo("unknown-sequence");
    assertThat(ask(saga, "{'changes': [{'command': {'type': 'cancle', 'reason': 'x'}}]}").code())
        .isEqualTo("unknown-command");
    assertThat(
            ask(saga, "{'answers': {'effects': {'putt': 'final'}}}")
                .json()
                .at("/errors/0/suggestion")
                .asString())
        .isEqualTo("put");
  }

  @Test
  void anObservationAboutWhatWasNeverAskedForIsMetAsItWouldBe() {
    String body = "{'changes': [{'observation': {'effect': '%s/action/9', 'status': 'final'}}]}";

    assertThat(ask(started("two"), body.formatted("put")).json().at("/stopped/why").asString())
        .isEqualTo("parked");
    assertThat(ask(started("two"), body.formatted("putt")).json().get("code").asString())
        .isEqualTo("unknown-effect");
  }

  @Test
  void everyKindOfCommandHasAPreview() {
    String saga = started("two");
    String paused =
        ask(saga, "{'changes': [{'command': {'type': 'pause', 'reason': 'lunch'}}]}")
            .json()
            .at("/standing/paused/reason")
            .asString();
    String preview = "/api/v1/sagas/" + saga + "/commands?preview=true";

    assertThat(paused).isEqualTo("lunch");
    assertThat(
            service
                .post(preview, "{\"type\": \"pause\", \"reason\": \"lunch\"}")
                .json()
                .get("verdict")
                .asString())
        .isEqualTo("accepted");
    assertThat(
            service
                .post(preview, "{\"type\": \"resume\", \"reason\": \"fed\"}")
                .json()
                .get("verdict")
                .asString())
        .isEqualTo("nothing-new");
  }
}
