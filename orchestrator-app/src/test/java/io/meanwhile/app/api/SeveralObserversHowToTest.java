package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.format.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does what docs/how-to/several-observers.md tells a newcomer to do, and sees what it shows. */
@ExtendWith(WithService.class)
class SeveralObserversHowToTest {
  private static final Path FILE = Path.of("..", "docs", "how-to", "several-observers.md");
  private static final Pattern CURL =
      Pattern.compile(
          "curl -s http://127\\.0\\.0\\.1:8080(\\S+)"
              + "(?: -H 'Content-Type: ([^']+)' (?:-d|--data-binary) '([^']+)')?");
  private static final Pattern SHOWN = Pattern.compile("(?s)```json\n(.*?)```");
  private static final Pattern CONFIRM = Pattern.compile("(?m)^(confirm: \\{.*?})");

  private final Service service;

  SeveralObserversHowToTest(Service service) {
    this.service = service;
  }

  @Test
  void commandsShowWhatThePageShows() throws IOException {
    String text = Files.readString(FILE).replace("stock/reserve", "box/put");
    List<JsonNode> standings = new ArrayList<>();
    Matcher curl = CURL.matcher(text);
    while (curl.find()) {
      boolean asks = curl.group(2) == null;
      Answer answer =
          asks
              ? service.get(curl.group(1))
              : service.postAs(curl.group(2), curl.group(1), curl.group(3));
      assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
      if (asks) {
        standings.add(answer.json());
      }
    }

    Matcher shown = SHOWN.matcher(text);
    assertThat(standings).hasSize(2);
    for (JsonNode standing : standings) {
      assertThat(shown.find()).isTrue();
      assertHolds(standing, JsonMapper.shared().readTree(shown.group(1)));
    }
  }

  @Test
  void everyRuleOnThePageIsTaken() throws IOException {
    Matcher confirm = CONFIRM.matcher(Files.readString(FILE));
    int rules = 0;
    while (confirm.find()) {
      rules++;
      String text = "saga: a\nversion: 1\nsteps: { one: { call: x/y, " + confirm.group(1) + " } }";
      assertThat(DefinitionReader.read(text))
          .as(confirm.group(1))
          .isInstanceOf(DefinitionReader.Outcome.Fine.class);
    }
    assertThat(rules).isEqualTo(5);
  }

  /** What is shown is there; the page leaves other fields out. */
  private static void assertHolds(JsonNode answer, JsonNode shown) {
    if (shown.isObject()) {
      shown
          .propertyNames()
          .forEach(name -> {
            assertThat(answer.has(name)).as(name + " in " + answer).isTrue();
            assertHolds(answer.get(name), shown.get(name));
          });
    } else if (shown.isArray()) {
      assertThat(answer).as(answer.toString()).hasSameSizeAs(shown);
      for (int i = 0; i < shown.size(); i++) {
        assertHolds(answer.get(i), shown.get(i));
      }
    } else {
      assertThat(answer).isEqualTo(shown);
    }
  }
}
