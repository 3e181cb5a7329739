package io.meanwhile.sagas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The README's tour, copied from the README itself and pasted into a shell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeTourIT {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(curl .*?)```");
  private static final int STREAM_SECONDS = 4;

  private @Nullable Process service;
  private int port;

  @BeforeAll
  void startTheSamples(@TempDir Path data) throws Exception {
    boolean shell = isThere("curl") && isThere("bash");
    assumeTrue(shell || System.getenv("CI") != null, "the tour is for a shell with curl");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/meanwhile-samples.jar",
                "--server.port=" + port,
                "--meanwhile.data-directory=" + data.resolve("data"))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("service.log").toFile())
            .start();
    service = started;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    String health = "curl -s http://127.0.0.1:8080/actuator/health";
    while (!paste(health).contains("UP")) {
      assertThat(started.isAlive()).as("the service, see " + data).isTrue();
      assertThat(System.nanoTime()).as("the service answers").isLessThan(end);
      Thread.sleep(200);
    }
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.destroyForcibly().onExit().join();
    }
  }

  @Test
  void everyCommandOfTheTourDoesWhatTheTextSays() throws Exception {
    List<String> commands =
        BLOCK
            .matcher(Files.readString(Path.of("../README.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(commands).hasSize(7);
    assertThat(paste(commands.get(0))).contains("\"saga\":\"transfer-1\"", "\"created\":true");
    assertThat(paste(commands.get(1))).contains("saga-started", "effect-requested");
    assertThat(paste(commands.get(2))).contains("happened", "pending", "completion");
    assertThat(paste(commands.get(3))).contains("\"status\":\"COMPENSATED\"");
    assertThat(paste(commands.get(4)))
        .contains("\"level\":\"VOID\"", "\"compensation\":\"undone\"");
    assertThat(paste(commands.get(5))).contains("ended");
    assertThat(paste(commands.get(6))).contains("\"name\":\"greet\"", "printer", "courier");
  }

  private String paste(String command) throws IOException, InterruptedException {
    String here = command.replace("127.0.0.1:8080", "127.0.0.1:" + port);
    String bounded = here.contains("-sN") ? "timeout " + STREAM_SECONDS + " " + here : here;
    Process shell = new ProcessBuilder("bash", "-c", bounded).redirectErrorStream(true).start();
    try (InputStream output = shell.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
      return said;
    }
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
