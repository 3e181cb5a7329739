package io.meanwhile.app.api;

import io.meanwhile.app.Meanwhile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service on a free port, with a database of its own, and a client for it. */
public final class Service implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ConfigurableApplicationContext context;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String base;

  private Service(ConfigurableApplicationContext context) {
    this.context = context;
    this.base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  public static Service start(Path data, String... properties) {
    return start(data, List.of(), properties);
  }

  /**
   * Starts it with more than it has by itself.
   *
   * @param more configurations beside the service's own
   */
  public static Service start(Path data, List<Class<?>> more, String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of("--server.port=0", "--meanwhile.data-directory=" + data.toAbsolutePath()));
    all.addAll(Arrays.asList(properties));
    return new Service(
        new SpringApplicationBuilder(Meanwhile.class, TestParticipants.class)
            .sources(more.toArray(Class<?>[]::new))
            .run(all.toArray(String[]::new)));
  }

  /** What came back. */
  public record Answer(int status, HttpResponse<String> response) {
    public String text() {
      return response.body();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String code() {
      return json().path("code").asString("");
    }

    public @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public int port() {
    return URI.create(base).getPort();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path, String... headers) {
    return send(with(request(path).GET(), headers));
  }

  /** A POST of JSON. */
  public Answer post(String path, String body, String... headers) {
    return postAs("application/json", path, body, headers);
  }

  public Answer postAs(String type, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", type);
    return send(with(request, headers));
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  public Answer yaml(String definition) {
    return postAs("application/yaml", "/api/v1/definitions", definition);
  }

  /** Starts a saga and waits until it ended or parked. */
  public JsonNode run(String definition, String input) {
    Answer answer =
        post(
            "/api/v1/sagas?wait=PT20S",
            "{\"definition\": \"" + definition + "\", \"input\": " + input + "}");
    return Objects.requireNonNull(answer.json().get("state"), answer.text());
  }

  /** Waits until the list of sagas has followed the log to its end. */
  public void awaitList() {
    String behind = "";
    for (int tries = 0; tries < 1000 && !behind.equals("0"); tries++) {
      Answer page = get("/api/v1/sagas?limit=1");
      behind = page.json().path("asOf").path("behind").asString(page.text());
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    if (!behind.equals("0")) {
      throw new AssertionError("the list does not follow: " + behind);
    }
  }

  /** Sends bytes that no well-behaved client sends; what comes back until the end. */
  public String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
