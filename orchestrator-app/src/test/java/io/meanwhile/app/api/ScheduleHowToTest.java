package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What docs/how-to/start-sagas-on-a-schedule.md tells a newcomer is so, command by command. */
@ExtendWith(WithService.class)
class ScheduleHowToTest {
  private static final Pattern SENT =
      Pattern.compile("localhost:8080(\\S+)(?: \\\\)?\\n  -d '(\\{.*})'");

  private final Service service;

  ScheduleHowToTest(Service service) {
    this.service = service;
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "how-to", "start-sagas-on-a-schedule.md"));
  }

  private JsonNode schedule() {
    return service.get("/api/v1/schedules/heartbeat").json();
  }

  @Test
  void everythingOnThePageWorks() throws Exception {
    String page = page();
    service.yaml(page.split("```yaml\n", -1)[2].split("```", -1)[0]);
    while (schedule().path("lastSaga").isMissingNode() || schedule().get("lastSaga").isNull()) {
      Thread.sleep(25);
    }
    String first = schedule().get("lastSaga").asString();
    assertThat(first).startsWith("heartbeat-20").endsWith("Z");
    assertThat(service.get("/api/v1/sagas/" + first).status()).isEqualTo(200);
    Matcher sent = SENT.matcher(page);
    int commands = 0;
    while (sent.find()) {
      assertThat(service.post(sent.group(1), sent.group(2)).status()).isEqualTo(202);
      commands++;
      boolean paused = schedule().get("paused").asBoolean();
      assertThat(paused).isEqualTo(!sent.group(2).contains("resume"));
    }
    assertThat(commands).isEqualTo(3);
    assertThat(schedule().get("acts"))
        .extracting(act -> act.get("type").asString())
        .containsExactly("resume", "trigger", "pause");
    assertThat(service.get("/api/v1/schedules").json().get("schedules"))
        .extracting(entry -> entry.get("name").asString())
        .contains("heartbeat");
    String pause = "{\"type\": \"pause\", \"reason\": \"the test is over\"}";
    assertThat(service.post("/api/v1/schedules/heartbeat/commands", pause).status()).isEqualTo(202);
  }

  @Test
  void whatHasNoScheduleIsUnknown() {
    service.yaml("{saga: unscheduled, version: 1, steps: {nap: {sleep: PT1S}}}");
    assertThat(service.get("/api/v1/schedules/unscheduled").code()).isEqualTo("unknown-schedule");
    String act = "{\"type\": \"stop\"}";
    var refused = service.post("/api/v1/schedules/unscheduled/commands", act);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("bad-choice", "missing-key");
  }
}
