package io.meanwhile.sagas.participants;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.Reporter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reports to the orchestrator over HTTP, and tries again for a while when it does not answer. */
final class HttpReporter implements Reporter {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI address;
  private final Map<String, String> credentials;

  /**
   * For one address.
   *
   * @param credentials headers that say who may report: the token of the effect, or a key
   */
  HttpReporter(HttpClient client, URI address, Map<String, String> credentials) {
    this.client = client;
    this.address = address;
    this.credentials = Map.copyOf(credentials);
  }

  @Override
  public void report(Observation observation)
      throws RejectedException, IOException, InterruptedException {
    HttpRequest.Builder building =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body(observation))));
    credentials.forEach(building::header);
    HttpRequest request = building.build();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        send(request);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private void send(HttpRequest request)
      throws RejectedException, IOException, InterruptedException {
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status == 408 || status == 429 || status >= 500) {
      throw new IOException("the orchestrator answered " + status);
    }
    if (status >= 300) {
      throw new RejectedException("the orchestrator does not take the report: " + status);
    }
  }

  private static Map<String, Object> body(Observation seen) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("effect", seen.effect().toString());
    body.put("observer", seen.observer());
    body.put("id", seen.id());
    body.put("status", Words.of(seen.status()));
    put(body, "depth", seen.depth());
    put(body, "result", seen.result());
    put(body, "reason", seen.reason());
    put(body, "outcome", seen.outcome() == null ? null : Words.of(seen.outcome()));
    put(body, "occurredAt", seen.occurredAt() == null ? null : seen.occurredAt().toString());
    body.put("observedAt", seen.seenAt().toString());
    put(body, "sequence", seen.sequence() == null ? null : seen.sequence().toString());
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
