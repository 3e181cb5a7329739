package io.meanwhile.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/how-to/amounts-times-and-secrets.md shows is so. */
class DataHowToTest {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "amounts-times-and-secrets.md");

  @TempDir private Path directory;

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> Objects.requireNonNull(block.group(1)))
        .toList();
  }

  private String run(int exit, String... command) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertThat(CommandLineVerbs.run(writer, writer, command)).as(out.toString()).isEqualTo(exit);
    return out.toString();
  }

  private String file(String block) throws IOException {
    String name = block.lines().findFirst().orElseThrow().substring("# ".length());
    return Files.writeString(directory.resolve(name), block).toString();
  }

  @Test
  void theScenariosGoAsExpected() throws IOException {
    List<String> yaml = blocks("yaml");
    file(yaml.get(0));
    String scenarios =
        yaml.stream().filter(it -> it.contains("\nscenarios:")).findFirst().orElseThrow();
    assertThat(run(0, "test", file(scenarios)).lines()).isNotEmpty();
  }

  @Test
  void anAmountThatIsNoneIsToldWithItsPlace() throws IOException {
    String wrong = blocks("yaml").getFirst().replace("decimal('1000')", "decimal('ten')");
    String shown = blocks("text").getFirst().strip();

    assertThat(run(1, "validate", file(wrong))).contains(shown);
  }
}
