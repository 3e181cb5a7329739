package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a definition can be wrong has a code of its own and a place. */
class FlawedDefinitionsTest {
  private static final String HEAD = "saga: a\nversion: 1\nsteps:\n  one:\n    call: x/y\n";

  static List<Flaw> flaws(String text, Syntax syntax) {
    DefinitionReader.Outcome outcome = DefinitionReader.read(text, syntax);
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Flawed.class);
    return ((DefinitionReader.Outcome.Flawed) outcome).flaws();
  }

  @ParameterizedTest(name = "{0} is {1} at 6:{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "cal: x/y                     | unknown-key        | 5  | /steps/one/cal | call",
        "retry: { atempts: 3 }        | unknown-key        | 14 | /steps/one/retry/atempts |"
            + " attempts",
        "join: all                    | unsupported-key    | 5  | /steps/one/join |",
        "when: input.a ==             | bad-expression     | 21 | /steps/one/when |",
        "when: size(input.a)          | not-a-condition    | 5  | /steps/one/when |",
        "when: result.a == 1          | no-result-here     | 5  | /steps/one/when |",
        "when: steps.one.result.a     | step-not-before    | 5  | /steps/one/when |",
        "when: steps.tow.result.a     | unknown-step       | 5  | /steps/one/when |",
        "when: [input.a]              | wrong-type         | 11 | /steps/one/when |",
        "confirm: { quorum: 2 }       | missing-key        | 14 | /steps/one/confirm/of |",
        "call: x/z                    | duplicate-key      | 5  | /steps/one/call |",
        "answer: 10s                  | bad-duration       | 13 | /steps/one/answer | PT10S",
        "answer: 10                   | bad-duration       | 13 | /steps/one/answer | PT10S",
        "answer: PT0S                 | bad-duration       | 13 | /steps/one/answer |",
        "deadline: P1Y                | bad-duration       | 15 | /steps/one/deadline |",
        "deadline: P99999D            | bad-duration       | 15 | /steps/one/deadline |",
        "deadline: -PT5M              | bad-duration       | 15 | /steps/one/deadline |",
        "retry: { attempts: 0 }       | bad-number         | 24 | /steps/one/retry/attempts |",
        "retry: { jitter: 1.5 }       | bad-number         | 22 | /steps/one/retry/jitter |",
        "retry: { attempts: many }    | wrong-type         | 24 | /steps/one/retry/attempts |",
        "retry: 5                     | wrong-type         | 12 | /steps/one/retry |",
        "probe: status                | bad-target         | 12 | /steps/one/probe |",
        "probe: http://evil/status    | bad-target         | 12 | /steps/one/probe |",
        "probe: meanwhile/timer        | reserved-participant | 12 | /steps/one/probe |",
        "expect: result.a ==          | bad-expression     | 24 | /steps/one/expect |",
        "expect: 'nothing + 1'        | bad-expression     | 14 | /steps/one/expect |",
        "with: { a: [1, 'input.'] }   | bad-expression     | 27 | /steps/one/with/a/1 |",
        "pivot: maybe                 | wrong-type         | 12 | /steps/one/pivot |",
        "pivot:                       | wrong-type         | 5  | /steps/one/pivot |",
        "after: { one: sure }         | bad-level          | 19 | /steps/one/after/one |",
        "after: { one: confirmd }     | bad-level          | 19 | /steps/one/after/one | confirmed",
        "after: [one, 3]              | wrong-type         | 18 | /steps/one/after/1 |",
        "after: [one, oen]            | unknown-step       | 18 | /steps/one/after/1 | one",
        "after: none                  | unknown-step       | 12 | /steps/one/after |  one",
        "with: 'steps.tow.result'     | unknown-step       | 5  | /steps/one/with |",
        "with: '\"\\uD800\"'            | bad-expression     | 12 | /steps/one/with |",
        "validFor: PT5M               | missing-key        | 15 | /steps/one/validFor | probe",
        "remembers: PT30S             | bad-duration       | 16 | /steps/one/remembers |",
        "remembers: 5m                | bad-duration       | 16 | /steps/one/remembers | PT5M",
        "validFor: 5m                 | bad-duration       | 15 | /steps/one/validFor | PT5M",
        "confirm: { depth: 0 }        | bad-number         | 23 | /steps/one/confirm/depth |",
        "undo: { with: 1 }            | missing-key        | 11 | /steps/one/undo/call |",
        "undo: &a { call: x/u }       | yaml-alias         | 11 | /steps/one/undo |",
        "undo: !!map { call: x/u }    | yaml-tag           | 11 | /steps/one/undo |",
        "with: *gone                  | yaml-alias         | 11 | /steps/one/with |",
      })
  void stepKeys(String line, String code, int column, String pointer, String suggestion) {
    List<Flaw> flaws = flaws(HEAD + "    " + line + "\n", Syntax.YAML);

    assertThat(flaws).hasSize(1);
    Flaw flaw = flaws.getFirst();
    assertThat(flaw.code()).isEqualTo(code);
    assertThat(flaw.line() + ":" + flaw.column()).isEqualTo("6:" + column);
    assertThat(flaw.pointer()).isEqualTo(pointer);
    assertThat(flaw.suggestion()).isEqualTo(suggestion);
    assertThat(flaw.message()).isNotBlank();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "saga: A                                          | bad-name",
        "version: 0                                       | bad-number",
        "version: 1.5                                     | wrong-type",
        "version: 123456789012345678901                   | number-too-large",
        "version: .inf                                    | number-too-large",
        "steps: {}                                        | bad-number",
        "steps: []                                        | wrong-type",
        "steps: { One: { call: x/y } }                    | bad-name",
        "steps: { one: { after: [] } }                    | missing-key",
        "steps: { one: { call: x/y, irreversible: true, undo: { call: x/z } } } |"
            + " irreversible-undo",
        "schedule: { every: PT1S, cron: '* * * * *' }     | bad-schedule",
        "schedule: { overlap: skip }                      | bad-schedule",
        "schedule: { cron: '61 * * * *' }                 | bad-schedule",
        "schedule: { cron: sometimes }                    | bad-schedule",
        "schedule: { every: PT1S, zone: Europe/Nowhere }  | bad-schedule",
        "schedule: { every: PT0.1S }                      | bad-duration",
        "schedule: { every: PT1S, overlap: never }        | bad-choice",
        "schedule: { every: PT1S, missed: some }          | bad-choice",
        "schedule: { every: PT1S, until: x }              | unknown-key",
        "attributes: { meanwhile.parent: input.a }        | bad-name",
        "complete: { when: { atLeast: 2 } }               | goal-out-of-reach",
        "complete: { when: { atLeast: 2, of: [one] } }    | goal-out-of-reach",
        "complete: { when: { atLeast: 1, of: [oen] } }    | unknown-step",
        "complete: { when: { atLeast: 1, of: [one, one] } } | duplicate-step",
        "complete: { when: { atLeast: 0, of: [one] } }    | bad-number",
        "complete: { when: { atLeast: 1, of: one } }      | wrong-type",
        "complete: { when: { atLeast: 1, of: [] } }       | wrong-type",
        "complete: { when: { atLeast: 1, of: [1] } }      | wrong-type",
        "complete: { when: { of: [one] } }                | missing-key",
        "complete: { when: { atLeast: 1, off: [one] } }   | unknown-key",
        "complete: { when: [one] }                        | wrong-type",
        "complete: { when: 'input.a' }                    | goal-reads-no-step",
        "complete: { when: 'steps.one.' }                 | bad-expression",
        "complete: { when: 'steps.oen.result.ok' }        | unknown-step",
        "complete: { when: 'size(steps.one.result)' }     | not-a-condition",
        "complete: { when: 'steps.one.result.a == result' } | no-result-here",
        "complete: { level: perhaps }                     | bad-level",
        "attributes: { a: [input.a] }                     | wrong-type",
        "attributes: { a: input. }                        | bad-expression",
        "input: { type: objekt }                          | bad-schema",
        "input: { properties: { a: { pattern: '(' } } }   | bad-schema",
        "input: { properties: { a: { $ref: 'http://evil.example/s.json' } } } | remote-reference",
        "input: { properties: { a: { $ref: '#/$defs/none' } } } | bad-schema",
        "input: { $schema: 'http://json-schema.org/draft-07/schema#' } | bad-schema",
        "result: 'steps.one.'                             | bad-expression",
        "{                                                | malformed-yaml",
        "? [a]                                            | malformed-yaml",
      })
  void documentKeys(String line, String code) {
    String key = line.substring(0, Math.max(1, line.indexOf(':')));
    String rest =
        List.of("saga: a", "version: 1", "steps: { one: { call: x/y } }").stream()
            .filter(other -> !other.startsWith(key + ":"))
            .collect(Collectors.joining("\n"));

    List<Flaw> flaws = flaws(rest + "\n" + line + "\n", Syntax.YAML);

    assertThat(flaws).extracting(Flaw::code).containsOnly(code);
  }

  @Test
  void everythingWrongIsToldAtOnceInTheOrderOfTheText() {
    List<Flaw> flaws =
        flaws(
            """
            saga: A
            titel: x
            steps:
              one: { call: x, after: [] }
              two: { call: x/y, expect: 'a +' }
            """,
            Syntax.YAML);

    assertThat(flaws)
        .extracting(Flaw::code)
        .containsExactly("missing-key", "bad-name", "unknown-key", "bad-target", "bad-expression");
  }

  @Test
  void theRulesOfTheModelAreToldWithTheirPlaceTogetherWithTheRest() {
    List<Flaw> flaws =
        flaws(
            """
            saga: a
            version: 1
            steps:
              one: { call: x/y, after: three }
              two: { call: x/y, after: [on], expect: 'a +' }
              three: { call: x/y, after: [one], with: { deep: { er: steps.two.result.id } } }
            """,
            Syntax.YAML);

    assertThat(flaws)
        .extracting(flaw -> flaw.code() + " " + flaw.line() + ":" + flaw.column())
        .containsExactly("cycle 4:21", "unknown-step 5:29", "bad-expression 5:46");
  }

  @Test
  void expressionsMayReadOnlyWhatHasRun() {
    List<Flaw> flaws =
        flaws(
            """
            saga: a
            version: 1
            steps:
              one: { call: x/y, with: { deep: { er: steps.two.result.id } } }
              two: { call: x/y, with: result.id }
            result: { a: steps.three.result }
            """,
            Syntax.YAML);

    assertThat(flaws)
        .extracting(flaw -> flaw.code() + " " + flaw.line() + ":" + flaw.column())
        .containsExactly("step-not-before 4:37", "no-result-here 5:21", "unknown-step 6:11");
  }

  @Test
  void halfASurrogatePairIsMalformed() {
    assertThat(flaws("{\"a\": \"\\ud800\"}", Syntax.JSON))
        .extracting(Flaw::code)
        .containsExactly("malformed-json");
  }

  @Test
  void malformedTextIsToldWithLineAndColumn() {
    assertThat(flaws("saga: a\nversion: [1\nsteps: {}\n", Syntax.YAML))
        .singleElement()
        .satisfies(flaw -> {
          assertThat(flaw.code()).isEqualTo("malformed-yaml");
          assertThat(flaw.line()).isGreaterThanOrEqualTo(2);
        });
    assertThat(flaws("{\"saga\": \"a\",\n  \"version\": 1,,}", Syntax.JSON))
        .singleElement()
        .satisfies(flaw -> {
          assertThat(flaw.code()).isEqualTo("malformed-json");
          assertThat(flaw.line() + ":" + flaw.column()).isEqualTo("2:16");
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | malformed-json",
        "{                      | malformed-json",
        "{} {}                  | malformed-json",
        "{\"a\": 01}            | malformed-json",
        "{\"a\": NaN}           | malformed-json",
        "{a: 1}                 | malformed-json",
        "{\"a\": 'x'}           | malformed-json",
        "{\"a\": 1e999}         | number-too-large",
        "{\"a\": 9007199254740993} | number-too-large",
        "/* hi */ {}            | malformed-json",
      })
  void jsonIsStrict(String text, String code) {
    assertThat(flaws(text, Syntax.JSON)).extracting(Flaw::code).containsExactly(code);
  }

  @Test
  void emptyAndDoubleDocumentsAreNone() {
    assertThat(flaws("", Syntax.YAML)).extracting(Flaw::code).containsExactly("malformed-yaml");
    assertThat(flaws("# only\n", Syntax.YAML))
        .extracting(Flaw::code)
        .containsExactly("malformed-yaml");
    assertThat(flaws("{}\n---\n{}\n", Syntax.YAML))
        .extracting(Flaw::code)
        .containsExactly("malformed-yaml");
    assertThat(flaws("just text", Syntax.YAML)).extracting(Flaw::code).contains("wrong-type");
  }

  @Test
  void hugeDeepAndUnfoldingDocumentsAreRefusedQuickly() {
    String deepJson = "[".repeat(100_000);
    String deepYaml = "[".repeat(20_000) + "]".repeat(20_000);
    String wide = "[" + "1,".repeat(60_000) + "1]";
    String bomb =
        "a: &a [x, x]\n"
            + IntStream.range(0, 30)
                .mapToObj(i -> "b" + i + ": &b" + i + " [*a, *a]\n")
                .collect(Collectors.joining());

    assertThat(flaws(deepJson, Syntax.JSON))
        .extracting(Flaw::code)
        .containsExactly("document-too-deep");
    assertThat(flaws(deepYaml, Syntax.YAML))
        .extracting(Flaw::code)
        .containsExactly("document-too-deep");
    assertThat(flaws(wide, Syntax.JSON))
        .extracting(Flaw::code)
        .containsExactly("document-too-large");
    assertThat(flaws(wide, Syntax.YAML))
        .extracting(Flaw::code)
        .containsExactly("document-too-large");
    assertThat(flaws(" ".repeat(1_000_001), Syntax.YAML))
        .extracting(Flaw::code)
        .containsExactly("document-too-large");
    assertThat(flaws(bomb, Syntax.YAML)).extracting(Flaw::code).contains("yaml-alias");
  }

  @Test
  void atMostAHundredFlawsAreTold() {
    String many =
        IntStream.range(0, 500).mapToObj(i -> "wrong" + i + ": 1\n").collect(Collectors.joining());

    assertThat(flaws(many, Syntax.YAML)).hasSize(Flaws.MOST);
  }
}
