package io.meanwhile.app.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callers that start sagas as fast as they are answered, and remember every acknowledgement. */
final class Load implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CALLERS = 8;
  private static final int PAUSE_MILLIS = 40;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger names = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean running = true;

  /** Saga ids and how many events each had when its start was acknowledged. */
  Map<String, Long> acknowledged() {
    return acknowledged;
  }

  long refused() {
    return refused.get();
  }

  /** Drives one life of the service; returns when it no longer answers or the load is stopped. */
  Thread[] drive(ServiceProcess service) {
    running = true;
    Thread[] callers = new Thread[CALLERS];
    for (int i = 0; i < CALLERS; i++) {
      callers[i] = Thread.startVirtualThread(() -> call(service.at("sagas")));
    }
    return callers;
  }

  void stop() {
    running = false;
  }

  private void call(URI sagas) {
    try {
      while (running) {
        start(sagas, "s-" + names.incrementAndGet());
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException killed) {
      // that is what this test is about: nothing was acknowledged
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(URI sagas, String id) throws IOException, InterruptedException {
    String body = "{\"definition\":\"three-steps\",\"id\":\"" + id + "\",\"input\":{}}";
    HttpRequest request =
        HttpRequest.newBuilder(sagas)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 202) {
      acknowledged.put(id, JSON.readTree(answer.body()).get("sequence").asLong());
    } else {
      refused.incrementAndGet();
    }
  }

  /**
   * What is wrong with a saga that had {@code events} when it was acknowledged; null for nothing.
   */
  @Nullable String tell(URI address, long events) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      return answer.statusCode() + " " + answer.body();
    }
    long has = JSON.readTree(answer.body()).get("sequence").asLong();
    return has >= events ? null : "has " + has + " of " + events + " events";
  }

  /** The body of a successful GET; null when there is no such thing. */
  @Nullable JsonNode get(URI address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
  }

  void define(ServiceProcess service, String yaml) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.at("definitions"))
            .header("Content-Type", "application/yaml")
            .POST(HttpRequest.BodyPublishers.ofString(yaml))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.body());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
