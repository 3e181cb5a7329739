package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Flow;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be proposed, as it is written. */
class ProposesReadingTest {
  private static DefinitionReader.Outcome read(String step) {
    String text = "saga: plans\nversion: 1\nsteps:\n  plan: " + step + "\n";
    return DefinitionReader.read(text, Syntax.YAML);
  }

  private static Flow.Proposing flow(String step) {
    DefinitionReader.Outcome outcome = read(step);
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    var definition = ((DefinitionReader.Outcome.Fine) outcome).definition();
    return (Flow.Proposing) Objects.requireNonNull(definition.step("plan").flow());
  }

  @Test
  void aTextIsACallWithTheDefaultsAndNothingToUndo() {
    Flow.Proposing flow = flow("{ call: m/plan, proposes: { allow: [t/find] } }");
    assertThat(flow.max()).isEqualTo(20);
    assertThat(flow.depth()).isEqualTo(1);
    assertThat(flow.allow()).hasSize(1);
    assertThat(flow.allow().getFirst().call()).hasToString("t/find");
    assertThat(flow.allow().getFirst().step().undo()).isNull();
  }

  @Test
  void anObjectSaysHowItIsAskedForAndUndone() {
    Flow.Proposing flow =
        flow(
            "{ call: m/plan, proposes: { depth: 2, max: 3, allow: [{ call: t/book, deadline: PT1M,"
                + " proposes: true, undo: { call: t/cancel, with: { b: result.id } } }] } }");
    Flow.Allowed book = flow.allow().getFirst();
    assertThat(book.proposes()).isTrue();
    assertThat(book.step().action().deadline()).hasMinutes(1);
    assertThat(Objects.requireNonNull(book.step().undo()).to()).hasToString("t/cancel");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                   | missing-key /allow
          { allow: [] }                                        | bad-number /allow
          { allow: t/find }                                    | wrong-type /allow
          { allow: [t/find, t/find] }                          | duplicate-key /allow/1/call
          { allow: [3] }                                       | wrong-type /allow/0
          { allow: [find] }                                    | bad-target /allow/0/call
          { allow: [meanwhile/timer] }                         | reserved-participant /allow/0/call
          { allow: [{ deadline: PT1M }] }                      | missing-key /allow/0/call
          { allow: [{ call: t/a, with: { x: 1 } }] }           | unknown-key /allow/0/with
          { allow: [{ call: t/a, after: [] }] }                | unknown-key /allow/0/after
          { allow: [{ call: t/a, pivot: true }] }              | unsupported-key /allow/0/pivot
          { allow: [t/a], max: 0 }                             | bad-number /max
          { allow: [t/a], max: 1001 }                          | bad-number /max
          { allow: [t/a], depth: 11 }                          | bad-number /depth
          { allow: [t/a], depth: 2 }                           | contradictory-proposes /depth
          { allow: [{ call: t/a, proposes: true }] }           | contradictory-proposes /allow
          { allow: [t/a], most: 3 }                            | unknown-key /most
          { allow: [{ call: t/a, undo: { call: t/b, with: { x: steps.no.result } } }] } | unknown-step /allow/0/undo/with/x
          { allow: [{ call: t/a, irreversible: true, undo: { call: t/b } }] } | irreversible-undo /allow/0/undo
          """)
  void whatIsWrongIsToldWhereItStands(String proposes, String expected) {
    DefinitionReader.Outcome outcome = read("{ call: m/plan, proposes: " + proposes + " }");
    List<String> flaws =
        ((DefinitionReader.Outcome.Flawed) outcome)
            .flaws().stream()
                .map(flaw -> flaw.code() + " " + flaw.pointer())
                .map(flaw -> flaw.replace("/steps/plan/proposes", ""))
                .toList();
    assertThat(flaws).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"each: input.a", "repeat: { until: result.x }", "pivot: true", "sleep: PT1S"})
  void neitherFanOutNorLoopNorPivotProposes(String other) {
    DefinitionReader.Outcome outcome =
        read("{ call: m/plan, " + other + ", proposes: { allow: [t/a] } }");
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Flawed.class);
  }
}
