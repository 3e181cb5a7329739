package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that are groups, as they are written. */
class GroupsReadingTest {

  private static Step step(String yaml) {
    String text = "saga: groups\nversion: 1\nsteps:\n  one: " + yaml + "\n";
    var outcome = DefinitionReader.read(text, Syntax.YAML);
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    return ((DefinitionReader.Outcome.Fine) outcome).definition().step("one");
  }

  private static List<Flaw> flaws(String yaml) {
    String text = "saga: groups\nversion: 1\nsteps:\n  one: " + yaml + "\n";
    return ((DefinitionReader.Outcome.Flawed) DefinitionReader.read(text, Syntax.YAML)).flaws();
  }

  @Test
  void aFanOutHasItsCallInEachBranch() {
    Step step = step("{ each: input.a, call: x/y, with: { i: item }, undo: { call: x/z } }");
    assertThat(step.undo()).isNull();
    assertThat(step.flow())
        .isInstanceOfSatisfying(
            Flow.FanOut.class,
            fanOut -> {
              assertThat(fanOut.parallel()).isEqualTo(100);
              assertThat(fanOut.join()).isEqualTo(new Join.All());
              assertThat(fanOut.drops()).isFalse();
              assertThat(fanOut.body().undo()).isNotNull();
              assertThat(fanOut.member("17")).isEqualTo(fanOut.body());
              assertThat(fanOut.member("b")).isNull();
            });
  }

  @Test
  void aRaceDropsUnlessItSaysOtherwise() {
    String steps = "steps: { a: { call: x/y }, b: { call: x/z, after: [] } }";
    assertThat(flow("{ join: any, " + steps + " }").drops()).isTrue();
    assertThat(flow("{ join: any, losers: keep, " + steps + " }").drops()).isFalse();
    assertThat(flow("{ join: { atLeast: 1 }, " + steps + " }").drops()).isFalse();
    assertThat(flow("{ join: { ratio: 0.5 }, losers: drop, " + steps + " }").drops()).isTrue();
  }

  private static Flow flow(String yaml) {
    Flow flow = step(yaml).flow();
    assertThat(flow).isNotNull();
    return java.util.Objects.requireNonNull(flow);
  }

  @Test
  void aGuardThatReadsItsItemIsEachBranchsAnyOtherTheWholes() {
    String call = "{ each: input.a, call: x/y, when: %s }";
    Step branches = step(call.formatted("item > 1 && input.b"));
    assertThat(branches.when()).isNull();
    assertThat(body(branches).when()).hasToString("item > 1 && input.b");
    Step whole = step(call.formatted("input.b"));
    assertThat(whole.when()).hasToString("input.b");
    assertThat(body(whole).when()).isNull();
    Step steps = step("{ each: input.a, when: index > 0, steps: { a: { call: x/y } } }");
    assertThat(body(steps).when()).hasToString("index > 0");
  }

  private static Step body(Step step) {
    return ((Flow.FanOut) java.util.Objects.requireNonNull(step.flow())).body();
  }

  @Test
  void reactionsOfTheWholeStandBesideThoseOfTheMembers() {
    Step legs =
        step("{ each: input.a, call: x/y, onDivergence: { refused: undo, unmet: continue } }");
    assertThat(legs.action().onDivergence()).containsOnlyKeys(DivergenceKind.UNMET);
    assertThat(body(legs).action().onDivergence()).containsOnlyKeys(DivergenceKind.REFUSED);
    Step parcels =
        step(
            "{ each: input.a, deadline: PT1H, steps: { a: { call: x/y } },"
                + " onDivergence: { overdue: wait, unmet: park } }");
    assertThat(parcels.action().onDivergence()).containsOnlyKeys(DivergenceKind.UNMET);
    assertThat(body(parcels).action().onDivergence())
        .isEqualTo(Map.of(DivergenceKind.OVERDUE, List.of(Measure.wait(Duration.ofHours(1)))));
  }

  @Test
  void aLoopHasItsCallInEachRound() {
    assertThat(flow("{ call: x/y, repeat: { until: result.done } }"))
        .isInstanceOfSatisfying(
            Flow.Loop.class,
            loop -> {
              assertThat(loop.max()).isEqualTo(100);
              assertThat(loop.pause()).isEqualTo(Duration.ofSeconds(1));
            });
  }

  @ParameterizedTest(name = "{0} is {1} at {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{ call: x/y, each: input.a, pivot: true }            | unsupported-key   | /steps/one/pivot",
        "{ call: x/y, steps: { a: { call: x/y } } }           | unknown-key       | /steps/one/call",
        "{ steps: { a: { call: x/y, pivot: true } } }         | unsupported-key   | /steps/one/steps/a/pivot",
        "{ steps: { a: { call: x/y, when: item } } }          | no-item-here      | /steps/one/steps/a/when",
        "{ steps: { a: { call: x/y, when: steps.b.result } } } | unknown-step     | /steps/one/steps/a/when",
        "{ each: input.a, call: x/y, when: size(item) }       | not-a-condition   | /steps/one/when",
        "{ each: input.a, when: item == steps.b.result, steps: { a: { call: x/y } } } | unknown-step | /steps/one/when",
        "{ steps: { a: { call: x/y } }, onDivergence: { refused: park } } | unknown-divergence | /steps/one/onDivergence/refused",
        "{ steps: { a: { call: x/y } }, onDivergence: { overdue: park } } | contradictory-reaction | /steps/one/onDivergence/overdue",
        "{ steps: { a: { call: x/y } }, onDivergence: { unmet: retry } } | contradictory-reaction | /steps/one/onDivergence/unmet/0",
        "{ each: input.a, call: x/y, onDivergence: { overdue: park } } | unknown-divergence | /steps/one/onDivergence/overdue",
        "{ each: input.a, call: x/y, onDivergence: { unmet: retr } } | bad-reaction | /steps/one/onDivergence/unmet",
        "{ each: input.a, call: x/y, onDivergence: park }     | wrong-type        | /steps/one/onDivergence",
        "{ each: input.a, deadline: PT1H, steps: { a: { call: x/y } }, onDivergence: { overdue: probe } } | contradictory-reaction | /steps/one/onDivergence/overdue/0",
        "{ steps: { a: { call: x/y, after: b } } }            | unknown-step      | /steps/one/steps/a/after",
        "{ steps: { one: { call: x/y } } }                    | duplicate-step    | /steps/one/steps/one",
        "{ steps: { a: { call: x/y } }, join: { atLeast: 2 } } | goal-out-of-reach | /steps/one/join",
        "{ steps: { a: { call: x/y, with: { i: item } } } }   | no-item-here      | /steps/one/steps/a/with/i",
        "{ each: item, call: x/y }                            | no-item-here      | /steps/one/each",
        "{ each: input.a, call: x/y, with: { i: steps.b.result } } | unknown-step  | /steps/one/with/i",
        "{ each: input.a, call: x/y, join: { ratio: 0 } }     | bad-number        | /steps/one/join/ratio",
        "{ each: input.a, call: x/y, join: most }             | bad-choice        | /steps/one/join",
        "{ each: input.a, call: x/y, parallel: 0 }            | bad-number        | /steps/one/parallel",
        "{ call: x/y, repeat: { max: 3 } }                    | missing-key       | /steps/one/repeat/until",
        "{ call: x/y, repeat: { until: size(result) } }       | not-a-condition   | /steps/one/repeat/until",
        "{ call: x/y, losers: drop }                          | unsupported-key   | /steps/one/losers",
      })
  void whatIsWrongIsNamedWithItsPlace(String yaml, String code, String pointer) {
    assertThat(flaws(yaml))
        .anySatisfy(flaw -> {
          assertThat(flaw.code()).isEqualTo(code);
          assertThat(flaw.pointer()).isEqualTo(pointer);
          assertThat(flaw.line()).isEqualTo(4);
        });
  }
}
