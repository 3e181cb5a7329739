package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Two processes on one file would destroy it. */
class SingleOwnerTest {
  @TempDir Path directory;

  @Test
  void aSecondProcessIsTurnedAwayAndToldWhy() throws Exception {
    try (LogOnFiles files = new LogOnFiles(directory)) {
      assertThat(files.log.head()).isZero();
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      Process second =
          new ProcessBuilder(
                  java.toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Second.class.getName(),
                  directory.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(second.waitFor()).isEqualTo(3);
      assertThat(said).contains("is in use by another process");
    }
  }

  @Test
  void theReasonIsGivenWithARemedyWhenTheServiceCannotStart() {
    var failure =
        new LogUnavailableException("the database in /x is in use", false, new Exception());
    FailureAnalysis analysis =
        new StoreUnavailableAnalyzer().analyze(new IllegalStateException(failure));
    assertThat(analysis)
        .extracting(FailureAnalysis::getDescription, FailureAnalysis::getAction)
        .asString()
        .contains("store-unavailable: the database in /x is in use.", "meanwhile.data-directory");
  }

  static final class Second {
    private Second() {}

    public static void main(String[] arguments) {
      try {
        EmbeddedDatabase.open(Path.of(arguments[0]));
      } catch (LogUnavailableException e) {
        System.out.println(e.getMessage());
        System.exit(3);
      }
    }
  }
}
