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

/** What docs/how-to/migrate-a-running-saga.md tells a newcomer is so, command by command. */
@ExtendWith(WithService.class)
class MigrationHowToTest {
  private static final Pattern FILE = Pattern.compile("<<'YAML'\\n(.*?)YAML\\n", Pattern.DOTALL);
  private static final Pattern SENT =
      Pattern.compile(
          "curl -s '?http://127\\.0\\.0\\.1:8080(/[^'\\s]+)'?(?:(?!curl)[^{])*?-d '(\\{[^\\n]*\\})'",
          Pattern.DOTALL);

  private final Service service;

  MigrationHowToTest(Service service) {
    this.service = service;
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "how-to", "migrate-a-running-saga.md"));
  }

  @Test
  void everythingOnThePageWorks() throws IOException {
    String page = page();
    Matcher files = FILE.matcher(page);
    int versions = 0;
    while (files.find()) {
      assertThat(service.yaml(files.group(1)).status()).isEqualTo(201);
      versions++;
    }
    assertThat(versions).isEqualTo(2);
    List<Answer> answers = new ArrayList<>();
    Matcher sent = SENT.matcher(page);
    while (sent.find()) {
      answers.add(service.post(sent.group(1), sent.group(2)));
    }
    assertThat(answers.stream().map(Answer::status)).containsExactly(202, 200, 200, 202);
    assertThat(answers.get(1).json().get("verdict").asString()).isEqualTo("refused");
    assertThat(answers.get(1).json().get("code").asString()).isEqualTo("cannot-migrate");
    assertThat(answers.get(1).json().get("reason").asString()).contains("step pack has begun");
    assertThat(answers.get(2).json().get("verdict").asString()).isEqualTo("accepted");
    assertThat(answers.get(2).json().get("events").toString())
        .isEqualTo("[\"meanwhile.saga.saga-migrated\",\"meanwhile.saga.effect-requested\"]");
    assertThat(answers.get(2).json().get("follows").toString()).contains("announce/action/1");
    String standing = service.get("/api/v1/sagas/parcel-7/standing").text();
    assertThat(standing).contains("pack/action/1", "announce/action/1", "ship");
  }
}
