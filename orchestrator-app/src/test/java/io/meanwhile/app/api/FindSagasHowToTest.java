package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
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

/** Does what docs/how-to/find-sagas.md tells a newcomer to do, and sees what it shows. */
@ExtendWith(WithService.class)
class FindSagasHowToTest {
  private static final Path FILE = Path.of("..", "docs", "how-to", "find-sagas.md");
  private static final Pattern CURL =
      Pattern.compile(
          "curl -s '?http://127\\.0\\.0\\.1:8080([^' ]+)'?"
              + "(?: -H 'Content-Type: ([^']+)' (?:-d|--data-binary) '([^']+)')?");
  private static final Pattern SHOWN = Pattern.compile("(?s)```json\n(.*?)```");
  private static final Pattern QUERY = Pattern.compile("`(\\?[^`]+)`");

  private final Service service;

  FindSagasHowToTest(Service service) {
    this.service = service;
  }

  @Test
  void commandsShowWhatThePageShows() throws IOException {
    String text = Files.readString(FILE);
    List<Answer> answers = new ArrayList<>();
    Matcher curl = CURL.matcher(text);
    while (curl.find()) {
      if (curl.group(2) == null) {
        service.awaitList();
        answers.add(service.get(curl.group(1)));
      } else {
        answers.add(service.postAs(curl.group(2), curl.group(1), curl.group(3)));
      }
    }

    assertThat(answers).hasSize(3).allMatch(answer -> answer.status() < 300);
    Matcher shown = SHOWN.matcher(text);
    assertThat(shown.find()).isTrue();
    assertHolds(answers.getLast().json(), JsonMapper.shared().readTree(shown.group(1)));
  }

  @Test
  void everyQueryInTheTableIsTaken() throws IOException {
    Matcher query = QUERY.matcher(Files.readString(FILE));
    int queries = 0;
    while (query.find()) {
      queries++;
      Answer answer = service.get("/api/v1/sagas" + query.group(1));
      assertThat(answer.status()).as(query.group(1) + answer.text()).isEqualTo(200);
    }
    assertThat(queries).isEqualTo(7);
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
      assertThat(answer).hasSameSizeAs(shown);
      for (int i = 0; i < shown.size(); i++) {
        assertHolds(answer.get(i), shown.get(i));
      }
    } else {
      assertThat(answer).isEqualTo(shown);
    }
  }
}
