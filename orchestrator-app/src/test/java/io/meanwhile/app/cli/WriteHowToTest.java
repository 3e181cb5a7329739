package io.meanwhile.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/how-to/write-a-definition.md tells a newcomer to do, and sees what it shows. */
class WriteHowToTest {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "write-a-definition.md");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^java -jar orchestrator-app/target/meanwhile\\.jar (.*)$");

  @TempDir private Path directory;

  private String run(int exit, List<String> words) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertThat(CommandLineVerbs.run(writer, writer, words.toArray(String[]::new)))
        .as(words + ": " + out)
        .isEqualTo(exit);
    return out.toString();
  }

  private static List<String> blocks(String page, String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(page)
        .results()
        .map(block -> Objects.requireNonNull(block.group(1)))
        .toList();
  }

  @Test
  void everyCommandDoesWhatThePageSays() throws IOException {
    String page = Files.readString(PAGE);
    Path greet =
        Files.writeString(directory.resolve("greet.yaml"), blocks(page, "yaml").getFirst());
    List<String> commands = COMMAND.matcher(page).results().map(found -> found.group(1)).toList();
    for (String command : commands) {
      String there =
          command
              .replaceAll(" >.*", "")
              .replace("greet.yaml", greet.toString())
              .replace("greet.svg", directory.resolve("greet.svg").toString());
      String told = run(0, Arrays.asList(there.split(" ", -1)));
      if (command.startsWith("validate")) {
        assertThat(told).contains(blocks(page, "text").getFirst().strip());
      }
    }

    assertThat(commands).hasSize(3);
    assertThat(directory.resolve("greet.svg")).content().contains("PIVOT");
  }

  @Test
  void aMistakeIsShownAsThePageShowsIt() throws IOException {
    String page = Files.readString(PAGE);
    String wrong = blocks(page, "yaml").getFirst().replace("write: { call:", "write: { cal:");
    Path greet = Files.writeString(directory.resolve("greet.yaml"), wrong);
    String told = run(1, List.of("validate", greet.toString()));

    List<String> shown = blocks(page, "text").get(1).strip().lines().toList();
    assertThat(shown).hasSize(3);
    assertThat(told)
        .contains(shown.get(0).split("call, with", -1)[0], "(did you mean call?)")
        .contains(shown.get(1) + "\n" + shown.get(2));
  }
}
