package io.meanwhile.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.format.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {
  private static final String DEFINITION =
      """
      saga: trip
      version: 1
      steps:
        book: { call: hotel/book, undo: { call: hotel/cancel } }
        pay: { call: bank/pay, expect: result.paid, undo: { call: bank/refund } }
      """;

  @TempDir private Path directory;

  @BeforeEach
  void aDefinition() throws IOException {
    Files.writeString(directory.resolve("trip.yaml"), DEFINITION);
  }

  private Path file(String rest) throws IOException {
    String head = "scenario: s\ndefinition: trip.yaml\n";
    return Files.writeString(directory.resolve("s.yaml"), head + rest);
  }

  private List<Flaw> flaws(String rest) throws IOException {
    return Scenarios.read(file(rest)) instanceof Scenarios.Outcome.Flawed flawed
        ? flawed.flaws()
        : List.of();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithPlaceAndSuggestion() throws IOException {
    List<Flaw> flaws =
        flaws(
            """
            whne: []
            when:
              - { bok: final }
              - { pay: finl }
              - { book: final, pay: final }
              - { pay: final, for: PT5M }
              - { cancel: why, after: PT5M }
              - { skip: pya }
            answers: mabye
            until: 5m
            expect:
              - { undo bok: final }
              - { pay: pending }
              - { status: DONE }
              - { losses: [pya] }
              - { status: COMPLETED, losses: [] }
            """);

    assertThat(flaws)
        .extracting(flaw -> flaw.line() + " " + flaw.code() + " " + flaw.suggestion())
        .containsExactly(
            "3 unknown-key when",
            "5 unknown-step book",
            "6 bad-choice final",
            "7 unknown-key null",
            "8 bad-choice null",
            "9 unknown-key null",
            "10 unknown-step pay",
            "11 bad-choice null",
            "12 bad-duration PT5M",
            "14 unknown-step null",
            "15 bad-choice null",
            "16 bad-choice null",
            "17 unknown-step pay",
            "18 unknown-key null");
  }

  @Test
  void aScenarioNeedsADefinitionAndSomethingToExpect() throws IOException {
    assertThat(flaws("when: [ { result: 1 } ]\nexpect: [ { losses: [] } ]\n"))
        .extracting(Flaw::code)
        .containsExactly("missing-key");
    assertThat(flaws("when: []\n")).extracting(Flaw::code).containsExactly("missing-key");
    assertThat(flaws("expect: [ { order: book } ]\n"))
        .extracting(Flaw::code)
        .containsExactly("wrong-type");
    assertThat(flaws("expect: []\n")).extracting(Flaw::code).containsExactly("missing-key");
    Path none =
        Files.writeString(
            directory.resolve("n.yaml"),
            "scenario: s\ndefinition: none.yaml\nexpect: [ { status: COMPLETED } ]\n");
    assertThat(Scenarios.read(none))
        .isInstanceOfSatisfying(
            Scenarios.Outcome.Flawed.class,
            flawed ->
                assertThat(flawed.flaws())
                    .extracting(Flaw::code)
                    .containsExactly("unknown-definition"));
    assertThatThrownBy(() -> Scenarios.run(none)).hasMessageContaining("none.yaml");
  }

  @Test
  void anErrorSaysWhatWasExpectedWhatHappenedAndTheTimeline() throws IOException {
    Path file =
        file(
            """
            when:
              - { pay: final, result: { paid: false } }
            expect:
              - status: COMPLETED
              - { undo pay: never }
              - { diverged: refused }
              - { pay: final, within: PT0S }
            """);

    assertThatThrownBy(() -> Scenarios.run(file).assertMet())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "expected: the saga is COMPLETED\n  but:      the saga is COMPENSATED")
        .hasMessageContaining(
            "expected: undo pay is never asked for\n  but:      undo pay was requested at +PT0S, final at +PT0S")
        .hasMessageContaining("but:      diverged: unexpected about pay")
        .hasMessageContaining("+PT0S       undo of book is now final")
        .satisfies(error ->
            assertThat(String.valueOf(error.getMessage())).doesNotContain("pay is final, within"));
  }

  @Test
  void theSameScenarioRunsTheSameWayEveryTime() throws IOException {
    Path file = file("otherwise: silent\nexpect: [ { parked: book } ]\n");

    assertThat(Scenarios.run(file)).isEqualTo(Scenarios.run(file));
  }

  @Test
  void timersTakeTheirTimeAndWhatIsAwaitedComesWhenTheScenarioSaysSo() throws IOException {
    Files.writeString(
        directory.resolve("trip.yaml"),
        """
        saga: waits
        version: 1
        steps:
          rest: { sleep: PT5M }
          paid: { await: payment-received, expect: result.paid }
          ask: { decide: { choices: [yes-please, no-thanks] }, expect: result.choice == 'yes-please' }
        """);
    Path file =
        file(
            """
            when:
              - { paid: final, result: { paid: true }, after: PT1H }
              - { ask: final, result: { choice: yes-please } }
            expect:
              - { rest: final, within: PT5M }
              - { paid: final, within: PT1H5M }
              - status: COMPLETED
            """);

    Scenarios scenarios = Scenarios.run(file).assertMet();
    assertThat(scenarios.ran().getFirst().run().timeline())
        .extracting(line -> line.after() + " " + line.what())
        .contains("PT5M rest is now final", "PT1H5M paid is now final");
  }

  @Test
  void aTimerWhoseTimeIsComputedTakesItToo() throws IOException {
    Files.writeString(
        directory.resolve("trip.yaml"),
        """
        saga: waits
        version: 1
        steps:
          rest: { sleep: "duration(input.rest) + duration('PT1M')" }
        """);
    Path file =
        file(
            """
            input: { rest: PT4M }
            expect:
              - { rest: final, within: PT5M }
              - status: COMPLETED
            """);

    Scenarios scenarios = Scenarios.run(file).assertMet();
    assertThat(scenarios.ran().getFirst().run().timeline())
        .extracting(line -> line.after() + " " + line.what())
        .contains("PT5M rest is now final");
  }
}
