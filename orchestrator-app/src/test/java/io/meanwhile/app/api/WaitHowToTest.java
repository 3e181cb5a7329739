package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What docs/how-to/wait-for-something.md tells a newcomer is so, command by command. */
@ExtendWith(WithService.class)
class WaitHowToTest {
  private static final Pattern SENT =
      Pattern.compile("localhost:8080(\\S+)(?: \\\\)?\\n  -d '(\\{.*})'");

  private final Service service;

  WaitHowToTest(Service service) {
    this.service = service;
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "how-to", "wait-for-something.md"));
  }

  private JsonNode saga(String wait) {
    return service.get("/api/v1/sagas/order-7" + wait).json();
  }

  private void awaitRung(String step, String rung) throws Exception {
    for (int i = 0; i < 400 && !at(step).equals(rung); i++) {
      Thread.sleep(25);
    }
    assertThat(at(step)).isEqualTo(rung);
  }

  private String at(String step) {
    JsonNode standing = saga("/standing");
    for (String list : new String[] {"happened", "pending"}) {
      for (JsonNode entry : standing.get(list)) {
        if (entry.get("effect").asString().startsWith(step)) {
          return entry.get("level").asString().toLowerCase(java.util.Locale.ROOT);
        }
      }
    }
    return "nowhere";
  }

  @Test
  void everythingOnThePageWorks() throws Exception {
    String page = page();
    service.yaml(page.split("```yaml\n", -1)[1].split("```", -1)[0]);
    Matcher sent = SENT.matcher(page);
    int commands = 0;
    while (sent.find()) {
      if (sent.group(1).endsWith("/commands")) {
        awaitRung("approve", "requested");
        JsonNode open =
            service.get("/api/v1/decisions?who=operator&saga=order-7").json().get("decisions");
        assertThat(open.get(0).get("step").asString()).isEqualTo("approve");
      }
      Answer answer = service.post(sent.group(1), sent.group(2));
      assertThat(answer.status()).as(sent.group()).isEqualTo(202);
      assertThat(service.post(sent.group(1), sent.group(2)).status()).isBetween(200, 202);
      commands++;
    }
    assertThat(commands).isEqualTo(3);
    awaitRung("reserve", "final");
    assertThat(saga("").get("status").asString()).isEqualTo("COMPLETED");
    assertThat(service.get("/api/v1/messages?name=payment-received").json().get("kept")).isEmpty();
    assertThat(service.get("/api/v1/sagas/order-7/events").text())
        .contains("the customer is known", "bank-4711");
  }

  @Test
  void aMessageWithOtherContentIsRefused() {
    String one = "{\"name\": \"x\", \"id\": \"wait-1\", \"data\": 1}";
    assertThat(service.post("/api/v1/messages", one).status()).isEqualTo(202);
    Answer other = service.post("/api/v1/messages", one.replace("1}", "2}"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("message-exists");
    Answer flawed = service.post("/api/v1/messages", "{\"name\": \"X\", \"daten\": 1}");
    assertThat(flawed.status()).isEqualTo(400);
    assertThat(flawed.text()).contains("bad-name", "missing-key", "unknown-key");
  }

  @Test
  void aFormMustFit() {
    service.yaml(
        "{saga: forms, version: 1, steps: {ok: {decide: {choices: [go], form: {type: object,"
            + " required: [limit], properties: {limit: {type: integer}}}}}}}");
    String saga =
        service
            .post("/api/v1/sagas?wait=PT0.1S", "{\"definition\": \"forms\"}")
            .json()
            .get("saga")
            .asString();
    String path = "/api/v1/sagas/" + saga + "/commands";
    String decide =
        "{\"type\": \"decide\", \"step\": \"ok\", \"choice\": \"go\", \"reason\": \"r\"";
    Answer without = service.post(path, decide + "}");
    assertThat(without.code()).isEqualTo("input-invalid");
    Answer wrong = service.post(path, decide + ", \"form\": {\"limit\": \"much\"}}");
    assertThat(wrong.code()).isEqualTo("input-invalid");
    assertThat(wrong.text()).contains("/form/limit");
    assertThat(
            service.post(path, decide.replace("go", "stay") + ", \"form\": {\"limit\": 1}}").code())
        .isEqualTo("choice-not-offered");
    assertThat(service.post(path, decide + ", \"form\": {\"limit\": 1}}").status()).isEqualTo(202);
    assertThat(
            service.post(path, decide.replace("go", "stay") + ", \"form\": {\"limit\": 1}}").code())
        .isEqualTo("choice-not-offered");
  }

  @Test
  void aParentsStandingSaysHowItsChildIs() throws Exception {
    Answer early = service.yaml("{saga: parent-of, version: 1, steps: {ship: {saga: child-of}}}");
    assertThat(early.text()).contains("definition-not-registered", "/steps/ship/saga");
    service.yaml("{saga: child-of, version: 1, steps: {ask: {call: nobody/ask}}}");
    service.post("/api/v1/sagas", "{\"definition\": \"parent-of\", \"id\": \"p-1\"}");
    String waits = "the saga p-1:ship:1 to end, which is PARKED";
    String standing = "";
    for (int i = 0; i < 400 && !standing.contains(waits); i++) {
      Thread.sleep(25);
      standing = service.get("/api/v1/sagas/p-1/standing").text();
    }
    assertThat(standing).contains(waits);
    assertThat(service.get("/api/v1/sagas?attribute.meanwhile.parent=p-1").status()).isEqualTo(200);
    Answer forged =
        service.post(
            "/api/v1/sagas",
            "{\"definition\": \"child-of\", \"attributes\": {\"meanwhile.parent\": \"p-1\"}}");
    assertThat(forged.status()).isEqualTo(400);
  }

  @Test
  void aMessageToASagaThatWaitsForNoneIsRefused() {
    service.yaml("{saga: deaf, version: 1, steps: {nap: {sleep: PT1H}}}");
    String saga =
        service.post("/api/v1/sagas", "{\"definition\": \"deaf\"}").json().get("saga").asString();
    Answer refused =
        service.post(
            "/api/v1/sagas/" + saga + "/commands",
            "{\"type\": \"message\", \"name\": \"hello\", \"id\": \"1\", \"data\": 1}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("not-waiting");
  }
}
