package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.SagaEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that appends is killed: what it was told is stored is there, and groups are whole. */
class KillTest {
  private static final int GROUP = 3;
  private static final String HEAD = "durable up to ";

  @TempDir Path directory;

  @ParameterizedTest(name = "killed after {0} acknowledgements")
  @ValueSource(ints = {1, 40, 300})
  void nothingAcknowledgedIsLostAndNoGroupIsTorn(int acknowledgements) throws Exception {
    Path said = directory.resolve("said");
    Process process = appending(said);
    try {
      while (heads(said).size() < acknowledgements) {
        assertThat(process.isAlive()).as("the appending process").isTrue();
        Thread.sleep(5);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    long acknowledged = heads(said).getLast();
    try (LogOnFiles files = new LogOnFiles(directory)) {
      assertThat(files.log.head()).isGreaterThanOrEqualTo(acknowledged);
      assertThat(files.log.head() % (2 * GROUP)).isZero();
      assertThat(files.log.openSagas()).hasSize((int) (files.log.head() / 2));
      LogVerification.Findings findings = files.durable.verification().verify(9);
      assertThat(findings.flaws()).isEmpty();
    }
  }

  /** The last line may have been cut off by the kill; whole ones end in a full stop. */
  private static List<Long> heads(Path said) throws IOException {
    return Files.readAllLines(said).stream()
        .filter(line -> line.startsWith(HEAD) && line.endsWith("."))
        .map(line -> Long.parseLong(line.substring(HEAD.length(), line.length() - 1)))
        .toList();
  }

  private Process appending(Path said) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Appending.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  /** Appends groups for ever and says how far it is. */
  static final class Appending {
    private Appending() {}

    public static void main(String[] arguments) throws Exception {
      try (LogOnFiles files = new LogOnFiles(Path.of(arguments[0]))) {
        for (int i = 0; ; i++) {
          List<Frame> group = new ArrayList<>();
          for (int j = 0; j < GROUP; j++) {
            String saga = "s-" + i + "-" + j;
            SagaEvent started = LogOnFiles.started(saga);
            group.add(files.frame(saga, started, LogOnFiles.note(i)));
          }
          files.appender.append(group);
          System.out.println(HEAD + files.log.head() + ".");
        }
      }
    }
  }
}
