package io.meanwhile.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workload=w9                      | --workload is one of [w1, w2, w3, w4].",
        "--concurrency=0                    | --concurrency is 1 to 100000.",
        "--concurrency=many                 | is not an int",
        "--seconds=0                        | --seconds is 1 to 86400.",
        "--warm-up=-1                       | --warm-up is 0 to 86400.",
        "--fill=-5                          | --fill is 0 or more.",
        "--store=oracle                     | --store is h2 or postgres.",
        "--store=postgres                   | --store postgres needs --url",
        "--store=postgres --url=http://x    | --store postgres needs --url",
        "--url=jdbc:postgresql://x/y        | --url goes with --store postgres.",
        "--transport=pigeon                 | --transport is one of [inprocess, http].",
        "--workload=w4 --transport=http     | --workload w4 has no --transport http.",
        "--sekonds=3                        | Unknown option"
      })
  void badUsageExitsWithTwoAndSaysWhat(String options, String message) {
    assertThat(run(("bench " + options).split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void aDirectoryThatHoldsADatabaseIsLeftAlone() throws IOException {
    Path database = Files.writeString(directory.resolve("meanwhile.mv.db"), "precious");
    assertThat(run("bench", "--directory=" + directory)).isEqualTo(2);
    assertThat(err.toString()).contains("--directory holds a database already");
    assertThat(database).hasContent("precious");
  }

  @Test
  void aServerThatIsNotThereIsSaidInPlainWords() {
    int exit = run("bench", "--store=postgres", "--url=jdbc:postgresql://127.0.0.1:1/none");
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("bench: the database server").doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    return CommandLineVerbs.run(
        new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), arguments);
  }
}
