package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionRulesTest {

  private static List<String> flaws(Definition definition) {
    return DefinitionRules.check(definition).stream()
        .map(f -> f.code() + " " + f.pointer())
        .toList();
  }

  @Test
  void aDefinitionWithoutAFlawHasNone() {
    assertThat(flaws(definition(step("a"), step("b", "a"), step("c", "a", "b")))).isEmpty();
  }

  @Test
  void aSagaNeedsAStep() {
    assertThat(flaws(definition())).containsExactly("no-steps /steps");
  }

  @Test
  void aNameStandsForOneStep() {
    assertThat(flaws(definition(step("a"), step("a")))).containsExactly("duplicate-step /steps/a");
  }

  @Test
  void anUnknownStepIsNamedAndTheOneThatWasProbablyMeant() {
    DefinitionRules.Flaw flaw =
        DefinitionRules.check(definition(step("lock"), step("mint", "lokc"))).getFirst();
    assertThat(flaw.code()).isEqualTo("unknown-step");
    assertThat(flaw.pointer()).isEqualTo("/steps/mint/after");
    assertThat(flaw.suggestion()).isEqualTo("lock");
    assertThat(
            DefinitionRules.check(definition(step("lock"), step("mint", "zzz")))
                .getFirst()
                .suggestion())
        .isNull();
  }

  @Test
  void stepsThatWaitForEachOtherAreNamedAndNoOthers() {
    Definition d =
        definition(step("a"), step("b", "a", "d"), step("c", "b"), step("d", "c"), step("e", "d"));
    assertThat(DefinitionRules.check(d))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("cycle"))
        .satisfies(
            f -> assertThat(f.message()).isEqualTo("These steps wait for each other: b, d, c."));
  }

  @Test
  void aStepCannotWaitForItself() {
    assertThat(DefinitionRules.check(definition(step("a", "a"))).getFirst().message())
        .isEqualTo("Step a waits for itself.");
  }

  @Test
  void anExpressionReadsOnlyStepsThatComeBefore() {
    Definition d =
        definition(
            step("a"),
            step("b", with(call("b-svc/do"), "x", "steps.a.result.id"), null),
            step("c", with(call("c-svc/do"), "x", "steps.a.result.id"), null, "b", "a"));
    assertThat(flaws(d)).containsExactly("step-not-before /steps/b/with/x");
  }

  @Test
  void whatComesBeforeMayBeFarAway() {
    Definition d =
        definition(
            step("a"),
            step("b", "a"),
            step("c", with(call("c-svc/do"), "x", "steps.a.result.id"), null, "b"));
    assertThat(flaws(d)).isEmpty();
  }

  @Test
  void anExpectationAndAnUndoReadTheirOwnStepAndItsResult() {
    Definition d =
        definition(
            step(
                "a",
                expecting(call("a-svc/do"), "result.ok && has(steps.a)"),
                with(call("a-svc/undo"), "id", "steps.a.result.id + result.id")));
    assertThat(flaws(d)).isEmpty();
  }

  @Test
  void thereIsNoResultInAnInput() {
    Definition d = definition(step("a", with(call("a-svc/do"), "x", "result.id"), null));
    assertThat(flaws(d)).containsExactly("no-result-here /steps/a/with/x");
  }

  @Test
  void theSagasResultReadsEveryStepAndAttributesReadNone() {
    Expression read = Expression.compile("steps.a.result");
    Definition plain = definition(step("a"));
    Definition d =
        new Definition(
            plain.ref(),
            null,
            null,
            Map.of("a/b", read),
            null,
            plain.steps(),
            plain.complete(),
            new Template.Computed(read));
    assertThat(flaws(d)).containsExactly("step-not-before /attributes/a~1b");
  }

  @Test
  void aStepIsEitherIrreversibleOrHasAnUndo() {
    Step a = step("a");
    Step both = new Step("a", a.after(), a.action(), a.undo(), false, true);
    assertThat(flaws(definition(both))).containsExactly("irreversible-undo /steps/a/undo");
  }

  @Test
  void allFlawsAreToldAtOnce() {
    Definition d =
        definition(
            step("a", with(call("a-svc/do"), "x", "steps.nope.result"), null),
            step("b", "aa"),
            step("c", "d"),
            step("d", "c"),
            step("d"));
    assertThat(flaws(d))
        .containsExactlyInAnyOrder(
            "duplicate-step /steps/d",
            "unknown-step /steps/b/after",
            "cycle /steps/c/after",
            "unknown-step /steps/a/with/x");
  }

  @Test
  void aThousandStepsThatAllWaitForAllBeforeThemAreCheckedToo() {
    List<Step> steps = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      steps.add(step("s" + i, names.toArray(String[]::new)));
      names.add("s" + i);
    }
    assertThat(flaws(definition(steps.toArray(Step[]::new)))).isEmpty();
    assertThat(flaws(definition(steps.reversed().toArray(Step[]::new)))).isEmpty();
  }

  @Test
  void aChainOfTenThousandStepsOverflowsNothing() {
    List<Step> steps = new ArrayList<>(List.of(step("s0", "s9999")));
    for (int i = 1; i < 10_000; i++) {
      steps.add(step("s" + i, "s" + (i - 1)));
    }
    assertThat(flaws(definition(steps.toArray(Step[]::new))))
        .containsExactly("cycle /steps/s0/after");
  }

  @Test
  void aWaitIsNeitherEndlessNorNone() {
    Call c = call("a-svc/do");
    for (Duration wait : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(3651))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new Call(
                  c.to(), null, c.answer(), wait, c.retry(), c.confirm(), null, null, c.grace()));
    }
  }
}
