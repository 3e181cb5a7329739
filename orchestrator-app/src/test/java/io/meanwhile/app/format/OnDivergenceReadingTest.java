package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code onDivergence} is written, and what is refused of it. */
class OnDivergenceReadingTest {
  private static final String HEAD =
      """
      saga: a
      version: 1
      steps:
        one:
          call: x/y
          probe: x/status
          grace: PT7M
          expect: result.ok
          retry: { attempts: 4 }
          undo: { call: x/undo }
      """;

  private static Call read(String line) {
    Definition definition =
        ((DefinitionReader.Outcome.Fine)
                DefinitionReader.read(HEAD + "    " + line + "\n", Syntax.YAML))
            .definition();
    return definition.step("one").action();
  }

  private static List<Measure> list(String kind, String list) {
    return read("onDivergence: { " + kind + ": " + list + " }")
        .onDivergence()
        .getOrDefault(DivergenceKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), List.of());
  }

  @Test
  void aWordIsBoundedByWhatTheStepSaysAnyway() {
    assertThat(list("unknown", "probe")).containsExactly(Measure.times(Reaction.PROBE, 4));
    assertThat(list("refused", "compensate")).containsExactly(Measure.once(Reaction.COMPENSATE));
    assertThat(list("reverted", "wait")).containsExactly(Measure.wait(Duration.ofMinutes(7)));
    assertThat(list("unknown", "wait")).containsExactly(Measure.wait(Duration.ofMinutes(10)));
  }

  @Test
  void reactionsAreTriedInTheOrderWritten() {
    assertThat(list("unknown", "[probe, compensate]"))
        .containsExactly(Measure.times(Reaction.PROBE, 4), Measure.once(Reaction.COMPENSATE));
  }

  @Test
  void thenSaysTheSameAsAList() {
    List<Measure> expected =
        List.of(
            Measure.wait(Duration.ofMinutes(5)),
            new Measure(Reaction.RETRY, 3, Duration.ofHours(1)),
            Measure.once(Reaction.PARK));
    assertThat(
            list(
                "reverted",
                "{ wait: PT5M, then: { retry: { attempts: 3, within: PT1H }, then: park } }"))
        .isEqualTo(expected);
    assertThat(
            list("reverted", "[ { wait: PT5M }, { retry: { attempts: 3, within: PT1H } }, park ]"))
        .isEqualTo(expected);
  }

  @Test
  void aNumberSaysHowOften() {
    assertThat(list("refused", "{ redo: 2, then: park }"))
        .containsExactly(Measure.times(Reaction.REDO, 2), Measure.once(Reaction.PARK));
    assertThat(list("unknown", "{ retry: { within: PT1H } }"))
        .containsExactly(new Measure(Reaction.RETRY, 4, Duration.ofHours(1)));
  }

  @Test
  void aCompensationHasReactionsOfItsOwn() {
    Definition definition =
        ((DefinitionReader.Outcome.Fine)
                DefinitionReader.read(
                    HEAD.replace(
                        "call: x/undo", "call: x/undo, onDivergence: { refused: { redo: 9 } }"),
                    Syntax.YAML))
            .definition();
    Call undo = java.util.Objects.requireNonNull(definition.step("one").undo());
    assertThat(undo.onDivergence())
        .containsEntry(DivergenceKind.REFUSED, List.of(Measure.times(Reaction.REDO, 9)));
  }

  @ParameterizedTest(name = "{0} is {1} at 11:{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "refusd: park                | unknown-divergence     | 21 | refused",
        "broken: park                | unknown-divergence     | 21 |",
        "overdue: park               | unknown-divergence     | 21 |",
        "rejected: park              | unknown-divergence     | 21 |",
        "refused: compansate         | bad-reaction           | 30 | compensate",
        "refused: 3                  | bad-reaction           | 30 |",
        "refused: []                 | bad-reaction           | 30 |",
        "refused: [[park]]           | bad-reaction           | 31 |",
        "refused: { then: park }     | bad-reaction           | 30 |",
        "refused: { park: 2 }        | bad-reaction           | 38 | park",
        "refused: { redo: 0 }        | bad-reaction           | 38 |",
        "refused: { redo: 101 }      | bad-reaction           | 38 |",
        "unknown: { retry: forever } | bad-reaction           | 39 |",
        "unknown: { wait: 5m }       | bad-reaction           | 38 | PT5M",
        "unknown: { retry: { attempts: 0 } } | bad-number     | 51 |",
        "refused: retry              | contradictory-reaction | 30 | redo",
        "refused: wait               | contradictory-reaction | 30 |",
        "unexpected: retry           | contradictory-reaction | 33 |",
        "late: redo                  | contradictory-reaction | 27 |",
        "disputed: wait              | contradictory-reaction | 21 |",
        "unknown: [park, probe]      | contradictory-reaction | 37 |",
        "unknown: [probe, probe]     | contradictory-reaction | 38 |",
        "unknown: { undo: 1 }        | bad-reaction           | 38 | undo",
      })
  void whatCannotBeIsToldWithItsPlace(String list, String code, int column, String suggestion) {
    List<Flaw> flaws =
        FlawedDefinitionsTest.flaws(HEAD + "    onDivergence: { " + list + " }\n", Syntax.YAML);
    assertThat(flaws).hasSize(1);
    Flaw flaw = flaws.getFirst();
    assertThat(flaw.code()).isEqualTo(code);
    assertThat(flaw.line() + ":" + flaw.column()).isEqualTo("11:" + column);
    assertThat(flaw.suggestion()).isEqualTo(suggestion);
    assertThat(flaw.message()).isNotBlank();
  }

  @ParameterizedTest(name = "{0} is {1} at 7:{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "overdu: park                 | unknown-divergence     | 17 | overdue",
        "refused: park                | unknown-divergence     | 17 |",
        "stray: park                  | unknown-divergence     | 17 |",
        "overdue: retry               | contradictory-reaction | 26 |",
        "overdue: [wait, wait]        | contradictory-reaction | 33 |",
        "overdue: [park, wait]        | contradictory-reaction | 33 |",
        "overdue: { continue: 2 }     | bad-reaction           | 38 | continue",
        "unmet: wait                  | contradictory-reaction | 24 |",
        "unmet: [undo, park]          | contradictory-reaction | 25 |",
      })
  void whatASagaCannotDoIsToldWithItsPlace(
      String list, String code, int column, String suggestion) {
    String text = "saga: a\nversion: 1\ndeadline: PT1H\nsteps:\n  one:\n    call: x/y\n";
    List<Flaw> flaws =
        FlawedDefinitionsTest.flaws(text + "onDivergence: { " + list + " }\n", Syntax.YAML);
    assertThat(flaws.getFirst().code()).isEqualTo(code);
    assertThat(flaws.getFirst().line() + ":" + flaws.getFirst().column()).isEqualTo("7:" + column);
    assertThat(flaws.getFirst().suggestion()).isEqualTo(suggestion);
  }

  @Test
  void aWaitOfTheSagaIsAsLongAsItsDeadlineUnlessItSays() {
    String text =
        """
        saga: a
        version: 1
        deadline: PT1H
        steps: { one: { call: x/y } }
        onDivergence: { overdue: [wait, compensate], unmet: continue }
        """;
    Definition definition =
        ((DefinitionReader.Outcome.Fine) DefinitionReader.read(text, Syntax.YAML)).definition();
    assertThat(definition.onDivergence())
        .containsEntry(
            DivergenceKind.OVERDUE,
            List.of(Measure.wait(Duration.ofHours(1)), Measure.once(Reaction.COMPENSATE)))
        .containsEntry(DivergenceKind.UNMET, List.of(Measure.once(Reaction.CONTINUE)));
  }

  @Test
  void everyContradictionIsToldAtOnce() {
    String text =
        """
        saga: a
        version: 1
        steps:
          pay: { call: x/pay, pivot: true, onDivergence: { unknown: undo } }
          mail:
            call: x/mail
            irreversible: true
            onDivergence:
              unknown: [probe, { redo: 2 }]
              refused: compensate
              unexpected: park
          book:
            call: x/book
            undo: { call: x/unbook, with: { id: result.id }, onDivergence: { unknown: redo } }
            onDivergence: { unknown: undo, reverted: compensate }
        """;
    assertThat(
            FlawedDefinitionsTest.flaws(text, Syntax.YAML).stream()
                .map(f -> f.line() + " " + f.pointer())
                .collect(Collectors.toList()))
        .containsExactly(
            "4 /steps/pay/onDivergence/unknown/0",
            "9 /steps/mail/onDivergence/unknown/0",
            "9 /steps/mail/onDivergence/unknown/1",
            "10 /steps/mail/onDivergence/refused/0",
            "11 /steps/mail/onDivergence/unexpected",
            "14 /steps/book/undo/onDivergence/unknown/0",
            "15 /steps/book/onDivergence/unknown/0",
            "15 /steps/book/onDivergence/reverted/0");
  }
}
