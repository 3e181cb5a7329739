package io.meanwhile.sagas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two blocks of docs/how-to/start-faster.md, pasted into a shell beside the packaged jar. */
class StartFasterIT {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Path JAR = Path.of("../orchestrator-app/target/meanwhile.jar");

  @TempDir Path directory;

  @Test
  void theCacheIsMadeAndTheServiceStartsFromIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the page is for a shell");
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("../docs/how-to/start-faster.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(blocks).hasSize(2);
    Files.copy(JAR, directory.resolve("meanwhile.jar"));

    Process making = paste(blocks.get(0), "making.log");
    assertThat(making.waitFor(180, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(making.exitValue()).as(log("making.log")).isZero();
    assertThat(directory.resolve("meanwhile/meanwhile.aot")).isNotEmptyFile();

    int port = freePort();
    // AOTMode=on: a cache that cannot be used ends the start instead of being left aside.
    String start =
        blocks.get(1).strip().replace("-XX:AOTCache", "-XX:AOTMode=on -XX:AOTCache")
            + " --server.port="
            + port;
    Process service = paste("exec " + start, "service.log");
    try {
      assertThat(isHealthy(service, port)).as(log("service.log")).isTrue();
    } finally {
      service.destroyForcibly().onExit().join();
    }
  }

  private Process paste(String commands, String log) throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("/bin/bash", "-ec", commands)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(log).toFile());
    Path java = Path.of(System.getProperty("java.home"), "bin");
    shell.environment().merge("PATH", "", (path, _) -> java + ":" + path);
    return shell.start();
  }

  private String log(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private static boolean isHealthy(Process service, int port) throws InterruptedException {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health")).build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (service.isAlive() && System.nanoTime() < end) {
        try {
          if (client.send(health, BodyHandlers.ofString()).statusCode() == 200) {
            return true;
          }
        } catch (IOException notYet) {
          Thread.sleep(100);
        }
      }
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
