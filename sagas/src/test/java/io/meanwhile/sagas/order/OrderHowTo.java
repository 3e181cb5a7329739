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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what a page tells a newcomer to do with the order sample, and sees what it shows.
 *
 * @param done the paths that were asked, in order
 * @param shown how many answers the page shows
 */
record OrderHowTo(List<String> done, int shown) {
  /** A command, or what the last one shows. */
  private static final Pattern PART =
      Pattern.compile(
          "(?s)curl -s '?http://127\\.0\\.0\\.1:(80[0-9]+)([^' \\n]+)'?"
              + "(?: -H 'Content-Type: ([^']+)')?(?: (?:-d|--data-binary) '([^']+)')?"
              + "|```json\\n(.*?)```");

  static OrderHowTo follow(Path page, Path data) throws Exception {
    List<String> done = new ArrayList<>();
    int shown = 0;
    try (OrderProcess participants = new OrderProcess(data.resolve("order"), 10);
        RunningSamples samples =
            RunningSamples.start(data.resolve("service"), participants.settings());
        HttpClient client = HttpClient.newHttpClient()) {
      JsonNode answer = JsonMapper.shared().nullNode();
      Matcher part = PART.matcher(Files.readString(page));
      while (part.find()) {
        if (part.group(5) != null) {
          assertHolds(answer, JsonMapper.shared().readTree(part.group(5)));
          shown++;
          continue;
        }
        boolean service = part.group(1).equals("8080");
        String path = part.group(2);
        URI uri =
            service ? samples.url().resolve(path) : URI.create(participants.url(path.substring(1)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (part.group(4) != null) {
          String type = part.group(3) == null ? "application/json" : part.group(3);
          request.POST(HttpRequest.BodyPublishers.ofString(part.group(4)));
          request.header("Content-Type", type);
        }
        HttpResponse<String> response =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(uri + response.body()).isLessThan(300);
        answer = service ? JsonMapper.shared().readTree(response.body()) : answer;
        done.add(path);
      }
    }
    return new OrderHowTo(done, shown);
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
