package io.meanwhile.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return CommandLineVerbs.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("some.yaml"), text).toString();
  }

  @Test
  void aFineDefinitionExitsWithZero() throws IOException {
    String file = file("{saga: fine, version: 2, steps: {a: {call: x/y}}}");

    assertThat(run("validate", file)).isZero();
    assertThat(out.toString()).contains("fine:2 is fine");
  }

  @Test
  void aFlawedDefinitionExitsWithOneAndNamesEveryPlace() throws IOException {
    String file = file("saga: fine\nversion: 2\nsteps:\n  a: { cal: x/y }\n  b: { call: x }\n");

    assertThat(run("validate", file)).isEqualTo(1);
    assertThat(out.toString())
        .contains(file + ":4:8: unknown-key", "(did you mean call?)", file + ":5:14: bad-target");
  }

  @Test
  void theAnswerComesAsJsonToo() throws IOException {
    assertThat(run("validate", "--json", file("saga: [\n"))).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("{\"valid\":false,\"errors\":[{\"code\":\"malformed-yaml\"");
  }

  @Test
  void theLineIsShownWithACaretBelowThePlace() throws IOException {
    String file = file("saga: fine\nversion: 2\nsteps:\n  a: { cal: x/y }\n");

    assertThat(run("validate", file)).isEqualTo(1);
    assertThat(out.toString()).contains("  4 |   a: { cal: x/y }\n    |        ^");
  }

  @Test
  void longLinesAndStrangeLettersLeaveTheCaretWhereItBelongs() throws IOException {
    String file =
        file(
            "saga: fine\nversion: 2\nsteps: { a: { call: x/y, when: \"'"
                + "😀\t".repeat(60)
                + "' == 'a'\", cal: x/y, with: { a: \"1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1\" } } }\n");

    assertThat(run("validate", file)).isEqualTo(1);
    String[] lines = out.toString().split("\n", -1);
    int caret = lines[2].indexOf('^');
    int at = lines[1].offsetByCodePoints(0, caret);
    assertThat(lines[1].substring(at)).startsWith("cal: x/y");
    assertThat(lines[1].codePointCount(0, lines[1].length())).isLessThan(120);
  }

  @Test
  void aDefinitionIsDrawn() throws IOException {
    String file = file("{saga: fine, version: 2, steps: {a: {call: x/y}}}");
    Path svg = directory.resolve("fine.svg");

    assertThat(run("draw", file, "-o", svg.toString())).isZero();
    assertThat(Files.readString(svg)).startsWith("<svg ").contains(">x/y<");
    assertThat(run("draw", "--json", file)).isZero();
    assertThat(JsonMapper.shared().readTree(out.toString()).get("svg").asString())
        .isEqualTo(Files.readString(svg));
    assertThat(run("draw", file, "-o", directory.resolve("no/such.svg").toString())).isEqualTo(2);
    assertThat(run("draw", file("saga: a\nversion: 0\nsteps: {}\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("bad-number", "2 | version: 0", "cannot be written");
  }

  @Test
  void theSchemaIsPrinted() {
    assertThat(run("schema")).isZero();
    JsonNode schema = JsonMapper.shared().readTree(out.toString());
    assertThat(schema.get("$id").asString()).isEqualTo("urn:meanwhile:definition");
    assertThat(run("schema", "--json", "definition")).isZero();
    assertThat(run("schema", "definitoin")).isEqualTo(2);
    assertThat(err.toString()).contains("DOCUMENT is one of [definition");
  }

  @Test
  void badUsageAndUnreadableFilesExitWithTwo() throws IOException {
    assertThat(run("validate")).isEqualTo(2);
    assertThat(run("validat", "x")).isEqualTo(2);
    assertThat(run("validate", "--jsno", "x")).isEqualTo(2);
    assertThat(run("validate", directory.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none.yaml: there is no such file");
    Path noText = Files.write(directory.resolve("bytes.yaml"), new byte[] {(byte) 0xff, 1});
    assertThat(run("validate", noText.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("bytes.yaml: cannot be read as UTF-8 text");
  }

  @Test
  void optionsOfTheServiceAreNoVerbs() {
    assertThat(CommandLineVerbs.isMeant()).isFalse();
    assertThat(CommandLineVerbs.isMeant("--server.port=0")).isFalse();
    assertThat(CommandLineVerbs.isMeant("validate")).isTrue();
    assertThat(CommandLineVerbs.isMeant("--help")).isTrue();
  }
}
