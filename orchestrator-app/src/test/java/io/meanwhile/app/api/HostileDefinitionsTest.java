package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meanwhile.app.api.Service.Answer;
import io.meanwhile.app.cli.CommandLineVerbs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is written in a definition, the answer has a code and a place, comes soon, and is no
 * 500.
 */
@ExtendWith(WithService.class)
@Timeout(60)
class HostileDefinitionsTest {
  private static final String HEAD =
      "saga: hostile\nversion: 1\nsteps:\n  one:\n    call: box/put\n";
  private static final String JSON_HEAD =
      "{\"saga\": \"hostile\", \"version\": 1, \"steps\": {\"one\": {\"call\": \"box/put\"}}, ";

  private final Service service;

  @TempDir private Path directory;

  HostileDefinitionsTest(Service service) {
    this.service = service;
  }

  private static Arguments step(String what, String keys, String code) {
    return arguments(what, HEAD + "    " + keys + "\n", code);
  }

  private static Arguments top(String what, String keys, String code) {
    return arguments(what, HEAD + keys + "\n", code);
  }

  private static Arguments json(String what, String rest, String code) {
    return arguments(what, JSON_HEAD + rest + "}", code);
  }

  private static String steps(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "  s" + i + ": { call: b/p }\n")
        .collect(Collectors.joining("", "saga: many\nversion: 1\nsteps:\n", ""));
  }

  static Stream<Arguments> documents() {
    return Stream.of(shapes(), texts(), numbers(), bombs()).flatMap(all -> all);
  }

  private static Stream<Arguments> shapes() {
    return Stream.of(
        arguments("blanks", "  \n\n  \n", "malformed-yaml"),
        arguments("a comment", "# nothing\n", "malformed-yaml"),
        arguments("a list", "- saga: a\n", "wrong-type"),
        arguments("a text", "saga\n", "wrong-type"),
        arguments("null", "null\n", "wrong-type"),
        arguments("an empty object", "{}\n", "missing-key"),
        arguments("two documents", HEAD + "---\n" + HEAD, "malformed-yaml"),
        arguments("a key that is a list", "? [a, b]\n: c\n", "malformed-yaml"),
        arguments("an unclosed list", HEAD + "    after: [", "malformed-yaml"),
        arguments("1,001 steps", steps(1_001), "bad-number"),
        step("a key twice", "call: box/put", "duplicate-key"),
        step("an unknown key", "cal: box/put", "unknown-key"),
        step("a very long key", "k".repeat(1_000) + ": 1", "unknown-key"),
        step("a merge", "<<: { pivot: true }", "unknown-key"),
        step("a merge of an alias", "<<: *gone", "yaml-alias"),
        step("an anchor", "with: &a { b: 1 }", "yaml-alias"),
        step("a tag of a class", "with: !!python/object:os.system [ls]", "yaml-tag"),
        step("a tag of its own", "with: !evil { a: 1 }", "yaml-tag"),
        step("an expectation that is a number", "expect: 7", "not-a-condition"),
        step("an expectation that is a sum", "expect: 1 + 1", "not-a-condition"),
        step(
            "a schema that fetches", "returns: { $ref: 'file:///etc/passwd' }", "remote-reference"),
        json("a key twice, in JSON", "\"title\": \"a\", \"title\": \"b\"", "duplicate-key"));
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        top("a tab before a key", "\ttitle: a", "malformed-yaml"),
        top("NUL", "title: \"a\0b\"", "malformed-yaml"),
        top("a bell", "title: a\u0007", "malformed-yaml"),
        top("half a pair", "title: \"\\ud800\"", "malformed-yaml"),
        top("a title of 50,000 characters", "title: " + "t".repeat(50_000), "bad-title"),
        top("a name of 50,000 characters", "attributes: 5", "wrong-type"),
        step(
            "an expression of 20,000 characters",
            "when: \"" + "1".repeat(20_000) + "\"",
            "bad-expression"),
        step(
            "an expression that goes deep",
            "when: \"" + "(".repeat(4_000) + "\"",
            "bad-expression"),
        step("a sum that goes on", "when: 1" + " + 1".repeat(2_000) + " > 0", "bad-expression"),
        step("an emoji for a participant", "probe: \"\\U0001F600/x\"", "bad-target"),
        json("a raw line end in a text", "\"title\": \"a\nb\"", "malformed-json"));
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        top("a number of 400 digits", "deadline: " + "9".repeat(400), "number-too-large"),
        top("a number of 50,000 digits", "deadline: " + "9".repeat(50_000), "number-too-large"),
        top(
            "a number of 50,000 hex digits",
            "deadline: 0x" + "f".repeat(50_000),
            "number-too-large"),
        top(
            "a number of 50,000 octal digits",
            "deadline: 0o" + "7".repeat(50_000),
            "number-too-large"),
        top("infinity", "deadline: .inf", "number-too-large"),
        top("1e9999", "deadline: 1e9999", "number-too-large"),
        top("1e999999999 is a text in YAML", "deadline: 1e999999999", "bad-duration"),
        json("1e999999999", "\"deadline\": 1e999999999", "number-too-large"),
        json("1e-999999999", "\"deadline\": 1e-999999999", "bad-duration"),
        json("NaN", "\"deadline\": NaN", "malformed-json"));
  }

  private static Stream<Arguments> bombs() {
    String lookahead = "input: { pattern: '(?=a)b' }";
    return Stream.of(
        arguments(
            "an alias bomb",
            "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n",
            "yaml-alias"),
        step("10,000 lists deep", "with: " + "[".repeat(10_000), "document-too-deep"),
        step("10,000 objects deep", "with: " + "{a: ".repeat(10_000), "document-too-deep"),
        json(
            "10,000 lists deep, in JSON", "\"result\": " + "[".repeat(10_000), "document-too-deep"),
        top("a pattern that RE2 does not have", lookahead, "bad-schema"),
        top("a pattern that grows", "input: { pattern: '((a{100}){100}){100}' }", "bad-schema"),
        step("a pattern in an expression", "when: \"'a'.matches('(')\"", "bad-expression"),
        step("one that grows", "when: \"'a'.matches('((a{100}){100}){100}')\"", "bad-expression"),
        step("a number that is none", "when: decimal('1e99999') > 1", "bad-expression"));
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    assertThat(answer.text())
        .contains("\"" + code + "\"")
        .doesNotContain("Exception", "java.", "io.meanwhile", "at com.");
    assertThat(answer.json().get("errors").get(0).get("line").asInt()).isPositive();
    assertThat(answer.json().get("errors").get(0).get("column").asInt()).isPositive();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("documents")
  void theServiceRefusesIt(String what, String text, String code) {
    String type = text.startsWith(JSON_HEAD) ? "application/json" : "application/yaml";
    assertRefused(service.postAs(type, "/api/v1/definitions", text), code);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("documents")
  void theCommandLineRefusesIt(String what, String text, String code) throws IOException {
    String ending = text.startsWith(JSON_HEAD) ? ".json" : ".yaml";
    Path file = Files.writeString(directory.resolve("hostile" + ending), text);
    assertThat(validate(1, file)).contains(code).containsPattern(":[0-9]+:[0-9]+: ");
  }

  @Test
  void nothingAtAllIsNoDefinition() throws IOException {
    Answer answer = service.yaml("");
    assertThat(answer.status() + " " + answer.code()).isEqualTo("400 invalid-request");
    Path file = Files.writeString(directory.resolve("empty.yaml"), "");
    assertThat(validate(1, file)).contains("empty.yaml:1:1: malformed-yaml");
  }

  private static String validate(int exit, Path file) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    assertThat(CommandLineVerbs.run(writer, writer, "validate", file.toString()))
        .as(out.toString())
        .isEqualTo(exit);
    return out.toString();
  }

  @Test
  void whatIsNotUtf8IsNoDefinition() throws IOException {
    byte[] bytes = (HEAD + "title: \u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
    Answer answer =
        service.send(
            service
                .request("/api/v1/definitions")
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    assertThat(answer.status() + " " + answer.code()).isEqualTo("400 not-utf8");
    Path file = Files.write(directory.resolve("latin.yaml"), bytes);
    assertThat(validate(2, file)).contains("UTF-8");
  }

  @Test
  void aByteOrderMarkIsNotPartOfIt() throws IOException {
    String marked = "\uFEFF" + HEAD.replace("hostile", "marked");
    assertThat(service.yaml(marked).status()).isEqualTo(201);
    validate(0, Files.writeString(directory.resolve("marked.yaml"), marked));
  }

  @Test
  void aThousandStepsAreFine() throws IOException {
    assertThat(service.yaml(steps(1_000)).status()).isEqualTo(201);
    validate(0, Files.writeString(directory.resolve("many.yaml"), steps(1_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $ref: '#' }",
        "{ allOf: [{ $ref: '#' }, { $ref: '#' }] }",
        "{ $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } }, $ref: '#/$defs/a' }",
      })
  void aSchemaThatOnlyRefersToItselfLetsNothingIn(String schema) {
    String definition = HEAD.replace("hostile", "turning") + "input: " + schema + "\n";
    Answer registered =
        service.yaml(definition.replace("version: 1", "version: " + version(schema)));
    assertThat(registered.status()).as(registered.text()).isIn(201, 422);
    if (registered.status() == 201) {
      String start =
          "{\"definition\": \"turning\", \"input\": 1, \"version\": " + version(schema) + "}";
      Answer answer = service.post("/api/v1/sagas", start);
      assertThat(answer.status() + " " + answer.code()).isEqualTo("422 input-invalid");
    }
  }

  private static int version(String of) {
    return 1 + of.length();
  }

  @Test
  void anExpressionThatTakesForEverEndsAndParks() {
    String list =
        IntStream.range(0, 100).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String each = "[" + list + "]";
    String endless = each + ".map(a, " + each + ".map(b, " + each + ".map(c, a * b * c)))";
    Answer registered =
        service.yaml(
            HEAD.replace("hostile", "endless") + "    with: { all: \"" + endless + "\" }\n");
    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    assertThat(service.run("endless", "{}").get("status").asString()).isEqualTo("PARKED");
  }
}
