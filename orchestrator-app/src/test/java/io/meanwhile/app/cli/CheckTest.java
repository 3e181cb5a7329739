package io.meanwhile.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb check, and what docs/how-to/check-a-saga.md tells a newcomer to do. */
class CheckTest {
  private static final Path HOW_TO = Path.of("..", "docs", "how-to", "check-a-saga.md");
  private static final String SOUND =
      "{saga: s, version: 1, steps: {a: {call: x/y, undo: {call: x/z}}}}";
  private static final String LEFT =
      """
      saga: trip
      version: 1
      steps:
        book: { call: hotel/book }
        pay: { call: bank/pay, undo: { call: bank/refund } }
      """;

  @TempDir private Path directory;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return CommandLineVerbs.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void aSoundDefinitionExitsWithZero() throws IOException {
    assertThat(run("check", file("a.yaml", SOUND))).isZero();
    assertThat(out.toString()).contains("s:1: sound", "states", "exhaustive", "COMPENSATED");
  }

  @Test
  void aViolationExitsWithOneAndTellsTheWayThere() throws IOException {
    assertThat(run("check", "--faults", "0", file("a.yaml", LEFT))).isEqualTo(1);
    assertThat(out.toString())
        .contains("left-standing (book)", "  The saga is started.", "book is requested");
  }

  @Test
  void whatIsAcceptedIsNoViolation() throws IOException {
    String file = file("a.yaml", LEFT);

    assertThat(run("check", "--faults", "0", "--accept", "left-standing:book", file)).isZero();
    assertThat(out.toString()).contains("Accepted: meant to be so", "  left-standing:book");
  }

  @Test
  void whatIsAcceptedThoughItIsNotFoundIsTold() throws IOException {
    String file = file("a.yaml", SOUND);

    assertThat(run("check", "--faults", "0", "--accept", "left-standing:a", file)).isZero();
    assertThat(out.toString()).contains("Accepted, though it was not found", "left-standing:a");
  }

  @Test
  void toAcceptWhatIsNoFindingOrNoStepIsBadUsage() throws IOException {
    String file = file("a.yaml", LEFT);

    assertThat(run("check", "--accept", "invariant-5:book", file)).isEqualTo(2);
    assertThat(err.toString()).contains("can be accepted; there are: [irreversible-lost, left-");
    assertThat(run("check", "--accept", "left-standing:boko", file)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no step boko. Did you mean book?");
    assertThat(run("check", "--accept", "COMPENSATED", file)).isEqualTo(2);
    assertThat(err.toString()).contains("CODE:STEP, not COMPENSATED");
  }

  @Test
  void theAnswerComesAsJsonToo() throws IOException {
    assertThat(run("check", "--json", "--faults", "0", file("a.yaml", LEFT))).isEqualTo(1);

    JsonNode answer = JsonMapper.shared().readTree(out.toString());
    assertThat(answer.propertyNames())
        .contains(
            "states",
            "paths",
            "exhaustive",
            "bound",
            "endStates",
            "canPark",
            "canBeLeftStanding",
            "invariants",
            "violations",
            "warnings");
    assertThat(answer.get("violations").get(0).get("code").asString()).isEqualTo("left-standing");
    assertThat(answer.get("violations").get(0).get("timeline").size()).isGreaterThan(3);
  }

  @Test
  void badInputAndBadUsageExitWithTwo() throws IOException {
    assertThat(run("check", file("a.yaml", "saga: x\nversion: 1\nsteps: { a: { cal: x/y } }\n")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("a.yaml:3:", "unknown-key");
    assertThat(run("check", directory.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(run("check", "--faults", "9", file("b.yaml", SOUND))).isEqualTo(2);
    assertThat(run("check", "--max-states", "0", file("b.yaml", SOUND))).isEqualTo(2);
    assertThat(run("check", "--accept", "quote", file("b.yaml", SOUND))).isEqualTo(2);
    assertThat(err.toString()).contains("CODE:STEP");
  }

  @Test
  void theBoundsAreToldByHelp() {
    assertThat(run("check", "--help")).isZero();
    assertThat(out.toString()).contains("--max-states", "--faults", "--accept");
  }

  /** Every file in the how-to is written, every command run; what it shows is what comes. */
  @Test
  void theHowToDoesWhatItSays() throws IOException {
    String text = Files.readString(HOW_TO);
    for (MatchResult block : blocks(text, "yaml")) {
      String yaml = block.group(1);
      String name = yaml.lines().findFirst().orElseThrow().substring("# ".length());
      file(name, yaml);
    }
    List<String> shown = new ArrayList<>();
    for (MatchResult block : blocks(text, "text")) {
      shown.add(block.group(1).strip());
    }
    int next = 0;
    for (MatchResult block : blocks(text, "sh")) {
      List<String> words = Arrays.asList(block.group(1).strip().split(" "));
      assertThat(words)
          .startsWith("java", "-jar", "orchestrator-app/target/meanwhile.jar", "check");
      String[] arguments = words.subList(3, words.size()).toArray(String[]::new);
      String file = arguments[arguments.length - 1];
      arguments[arguments.length - 1] = directory.resolve(file).toString();
      run(arguments);
      for (String line : shown.get(next++).lines().toList()) {
        assertThat(out.toString()).as(block.group(1)).contains(line.replace("…", "").strip());
      }
    }
    assertThat(next).isGreaterThanOrEqualTo(3).isEqualTo(shown.size());
  }

  private static List<MatchResult> blocks(String text, String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .toList();
  }
}
