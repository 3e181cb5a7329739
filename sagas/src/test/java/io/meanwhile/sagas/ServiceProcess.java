package io.meanwhile.sagas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged service, in a process of its own on this machine's loopback address. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Path JAR = Path.of("../orchestrator-app/target/meanwhile.jar");

  private final List<String> command;
  private final Path log;
  private final URI base;
  private final @Nullable String key;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  private ServiceProcess(List<String> command, Path log, int port, @Nullable String key)
      throws IOException {
    this.command = command;
    this.log = log;
    this.key = key;
    this.base = URI.create("http://127.0.0.1:" + port + "/api/v1/");
    this.process = launch();
  }

  /**
   * Starts it on a free port and waits until it answers.
   *
   * @param log where its output is added
   * @param settings more of its options
   */
  public static ServiceProcess start(Path data, Path log, String... settings)
      throws IOException, InterruptedException {
    return startWithKey(null, data, log, settings);
  }

  /**
   * The same where the settings have keys.
   *
   * @param key what this test shows at every request; null for none
   */
  public static ServiceProcess startWithKey(
      @Nullable String key, Path data, Path log, String... settings)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-jar", JAR.toString()));
    command.addAll(List.of("--server.port=" + port, "--meanwhile.data-directory=" + data));
    command.addAll(List.of(settings));
    ServiceProcess service = new ServiceProcess(command, log, port, key);
    try {
      service.awaitAnswer();
    } catch (IOException | InterruptedException | RuntimeException e) {
      service.close();
      throw e;
    }
    return service;
  }

  /** Where it is, without the path of its API. */
  public URI url() {
    return base.resolve("/");
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again with the same options, so on the same port and the same data. */
  public void startAgain() throws IOException, InterruptedException {
    process = launch();
    awaitAnswer();
  }

  /** The JSON at an address below {@code /api/v1/}. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return json(send(to(path).build()));
  }

  /** Posts to an address below {@code /api/v1/}, and gives the JSON that it is answered with. */
  public JsonNode post(String path, String type, String body)
      throws IOException, InterruptedException {
    return json(
        send(to(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build()));
  }

  @Override
  public void close() {
    kill();
    client.close();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private HttpRequest.Builder to(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
    return JsonMapper.shared().readTree(response.body());
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        get("definitions");
        return;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    throw new IOException("the service did not start; see " + log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
