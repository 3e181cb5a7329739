package io.meanwhile.sagas.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How requests travel and what answers mean. */
final class Wire implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final String base;
  private final @Nullable String key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Wire(URI service, @Nullable String key) {
    String text = service.toString();
    this.base = (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/api/v1";
    this.key = key;
  }

  HttpClient http() {
    return http;
  }

  /** A request with the caller's key; no more than that. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  <T> CompletableFuture<T> get(String path, Class<T> type) {
    return send(request(path).GET(), type);
  }

  <T> CompletableFuture<T> post(HttpRequest.Builder request, Object body, Class<T> type) {
    request
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    return send(request, type);
  }

  private <T> CompletableFuture<T> send(HttpRequest.Builder request, Class<T> type) {
    HttpRequest ready = request.header("Accept", "application/json").timeout(ANSWER).build();
    return http.sendAsync(ready, BodyHandlers.ofByteArray())
        .thenApply(answer -> read(answer, type));
  }

  private static <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
    if (answer.statusCode() >= 300) {
      throw problem(answer.statusCode(), answer.body());
    }
    return JSON.readValue(answer.body(), type);
  }

  static <T> T read(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }

  static MeanwhileException problem(int status, byte[] body) {
    JsonNode problem;
    try {
      problem = JSON.readTree(body);
    } catch (JacksonException e) {
      problem = JSON.createObjectNode();
    }
    String code = text(problem, "code");
    return new MeanwhileException(
        status,
        code == null ? "http-" + status : code,
        text(problem, "detail"),
        text(problem, "remedy"));
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || !value.isString() ? null : value.stringValue();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
