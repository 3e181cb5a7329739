package io.meanwhile.app.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code java -jar meanwhile.jar} on a free port of this machine's loopback. */
final class ServiceProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Process process;
  private final URI base;

  private ServiceProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Starts it on {@code data} and waits until it answers. */
  static ServiceProcess start(Path data, Path log, String... properties)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-jar",
            "target/meanwhile.jar"));
    command.add("--server.port=" + port);
    command.add("--meanwhile.data-directory=" + data);
    command.addAll(List.of(properties));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ServiceProcess service =
        new ServiceProcess(process, URI.create("http://127.0.0.1:" + port + "/api/v1/"));
    try {
      service.awaitAnswer(log);
    } catch (IOException | InterruptedException | RuntimeException e) {
      service.kill();
      throw e;
    }
    return service;
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < end) {
        if (!process.isAlive()) {
          throw new IllegalStateException("The service ended at once; see " + log);
        }
        try {
          HttpRequest ask = HttpRequest.newBuilder(base.resolve("definitions")).build();
          if (client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // it is not listening yet
        }
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("The service did not answer in " + LONGEST_START);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** An address below {@code /api/v1/}. */
  URI at(String path) {
    return base.resolve(path);
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
