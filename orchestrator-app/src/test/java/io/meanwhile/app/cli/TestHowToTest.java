package io.meanwhile.app.cli;

import static io.meanwhile.core.scenario.Expectation.inOrder;
import static io.meanwhile.core.scenario.Expectation.losses;
import static io.meanwhile.core.scenario.Expectation.reaches;
import static io.meanwhile.core.scenario.Expectation.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.scenario.Scenarios;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.scenario.Scenario;
import io.meanwhile.core.whatif.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/how-to/test-a-saga.md tells a newcomer to do, and sees what it shows. */
class TestHowToTest {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "test-a-saga.md");
  private static final Path SELF =
      Path.of("src", "test", "java", "io", "meanwhile", "app", "cli", "TestHowToTest.java");

  @TempDir private Path directory;

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> Objects.requireNonNull(block.group(1)))
        .toList();
  }

  @BeforeEach
  void everyFileOnThePage() throws IOException {
    for (String yaml : blocks("yaml")) {
      String name = yaml.lines().findFirst().orElseThrow().substring("# ".length());
      Files.writeString(directory.resolve(name), yaml);
    }
  }

  private String run(int exit, String name, String... options) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    String file = directory.resolve(name).toString();
    String[] arguments =
        Stream.concat(Stream.of("test", file), Stream.of(options)).toArray(String[]::new);
    assertThat(CommandLineVerbs.run(writer, writer, arguments)).as(out.toString()).isEqualTo(exit);
    return out.toString();
  }

  @Test
  void theCommandsShowWhatThePageShows() throws IOException {
    List<String> shown = blocks("text");
    assertThat(blocks("sh")).hasSameSizeAs(shown).hasSize(2);

    assertThat(run(0, "transfer.scenarios.yaml")).isEqualTo(shown.get(0));
    String otherwise = run(1, "wrong.scenarios.yaml");
    for (String line : shown.get(1).lines().toList()) {
      assertThat(otherwise).contains(line);
    }
  }

  @Test
  void everyOtherScenarioOnThePageGoesAsExpected() {
    assertThat(run(0, "more.scenarios.yaml").lines()).hasSize(6);
  }

  @Test
  void ofALongStoryThatGoesOtherwiseTheEndIsShownUnlessAllIsWanted() throws IOException {
    Files.writeString(
        directory.resolve("long.scenarios.yaml"),
        """
        scenario: silence
        definition: transfer.yaml
        input: { amount: 100 }
        when:
          - { lock: final, result: { id: l-1 } }
          - { mint: silent, for: PT5M }
        expect:
          - status: COMPLETED
        """);

    String end = run(1, "long.scenarios.yaml");
    String all = run(1, "long.scenarios.yaml", "--verbose");

    assertThat(end).contains(" lines before; --verbose shows them").contains("COMPENSATED");
    assertThat(end.lines().count()).isLessThan(20).isLessThan(all.lines().count());
    assertThat(all).contains("lock is requested").doesNotContain("--verbose");
  }

  private Definition definition() throws IOException {
    String yaml = Files.readString(directory.resolve("transfer.yaml"));
    return ((DefinitionReader.Outcome.Fine) DefinitionReader.read(yaml)).definition();
  }

  @Test
  void theUnitTestsOnThePageRun() throws IOException {
    Definition definition = definition();
    // The page shows this:
    Scenario.of(definition)
        .input(Map.of("amount", 100))
        .says("lock", Said.FINAL.with(Map.of("id", "l-1")))
        .says("mint", Said.of(Said.Word.SILENT))
        .expect(
            reaches("undo lock", Rung.FINAL).with(Map.of("lock", "l-1")),
            inOrder("lock", "mint", "undo mint", "undo lock"),
            status(SagaStatus.COMPENSATED),
            losses())
        .run()
        .assertMet();
    // Until here.
    Scenarios.run(directory.resolve("transfer.scenarios.yaml")).assertMet();

    String here = Files.readString(SELF);
    assertThat(here).contains(blocks("java").get(1).indent(4));
  }
}
