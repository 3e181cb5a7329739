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

/** Does what docs/how-to/let-a-model-propose-steps.md tells a newcomer to do. */
class ProposeHowToTest {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "let-a-model-propose-steps.md");

  @TempDir private Path directory;

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> Objects.requireNonNull(block.group(1)))
        .toList();
  }

  @Test
  void theScenariosOnThePageGoAsThePageShows() throws IOException {
    for (String yaml : blocks("yaml").subList(0, 2)) {
      String name = yaml.lines().findFirst().orElseThrow().substring("# ".length());
      Files.writeString(directory.resolve(name), yaml);
    }
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    String file = directory.resolve("trip.scenarios.yaml").toString();

    int exit = CommandLineVerbs.run(writer, writer, "test", file);

    assertThat(out.toString()).isEqualTo(blocks("text").getFirst());
    assertThat(exit).isZero();
  }
}
