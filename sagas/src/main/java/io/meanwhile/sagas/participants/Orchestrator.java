package io.meanwhile.sagas.participants;

import io.meanwhile.core.participant.Reporter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orchestrator as an observer knows it: what it asks of the world, and where to report. */
final class Orchestrator implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final String base;
  private final Map<String, String> credentials;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  Orchestrator(URI service, @Nullable String key) {
    String text = service.toString();
    this.base = (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/api/v1/";
    this.credentials = key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
  }

  /** A page of the sagas of one definition that are not over. */
  JsonNode openSagas(String definition, @Nullable String cursor)
      throws IOException, InterruptedException {
    String from = cursor == null ? "" : "&cursor=" + encoded(cursor);
    return get(
        "sagas?status=RUNNING,CONFIRMED,PARKED,COMPENSATING&limit=200&definition="
            + encoded(definition)
            + from);
  }

  /** The events of a saga after this place in it; -1 for all. At most a thousand at once. */
  JsonNode events(String saga, long after) throws IOException, InterruptedException {
    String from = after < 0 ? "" : "&after=" + after;
    return get("sagas/" + encoded(saga) + "/events?limit=1000" + from);
  }

  Reporter reporter(String saga) {
    URI address = URI.create(base + "sagas/" + encoded(saga) + "/observations");
    return new HttpReporter(client, address, credentials);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(ANSWER)
            .header("Accept", "application/json");
    credentials.forEach(request::header);
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException("the orchestrator answered " + answer.statusCode() + " to " + path);
    }
    return JSON.readTree(answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
