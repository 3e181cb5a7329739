package io.meanwhile.sagas.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.sagas.RunningSamples;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does what docs/how-to/what-if.md tells a newcomer to do, and sees what it shows. */
class WhatIfHowToTest {
  private static final Path FILE = Path.of("..", "docs", "how-to", "what-if.md");

  /** A command, or what the last one shows. */
  private static final Pattern PART =
      Pattern.compile(
          "(?s)curl -s '?http://127\\.0\\.0\\.1:(80[0-9]+)([^' \\n]+)'?"
              + "(?: -H 'Content-Type: application/json')?(?: -d '([^']+)')?"
              + "|```json\\n(.*?)```");

  @Test
  void commandsShowWhatThePageShows(@TempDir Path data) throws Exception {
    List<String> done = new ArrayList<>();
    int shown = 0;
    try (OrderProcess participants = new OrderProcess(data.resolve("order"), 10);
        RunningSamples samples =
            RunningSamples.start(data.resolve("service"), participants.settings());
        HttpClient client = HttpClient.newHttpClient()) {
      JsonNode answer = JsonMapper.shared().nullNode();
      Matcher part = PART.matcher(Files.readString(FILE));
      while (part.find()) {
        if (part.group(4) != null) {
          assertHolds(answer, JsonMapper.shared().readTree(part.group(4)));
          shown++;
          continue;
        }
        boolean service = part.group(1).equals("8080");
        String path = part.group(2);
        URI uri =
            service ? samples.url().resolve(path) : URI.create(participants.url(path.substring(1)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (part.group(3) != null) {
          request.POST(HttpRequest.BodyPublishers.ofString(part.group(3)));
          request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(uri + response.body()).isLessThan(300);
        answer = service ? JsonMapper.shared().readTree(response.body()) : answer;
        done.add(path);
      }
    }
    assertThat(done).hasSize(9);
    assertThat(shown).isEqualTo(4);
  }

  /** What is shown is there; the page leaves other fields out. */
  private static void assertHolds(JsonNode answer, JsonNode shown) {
    if (shown.isObject()) {
      for (String name : shown.propertyNames()) {
        assertThat(answer.has(name)).as(name + " in " + answer).isTrue();
        assertHolds(answer.get(name), shown.get(name));
      }
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
