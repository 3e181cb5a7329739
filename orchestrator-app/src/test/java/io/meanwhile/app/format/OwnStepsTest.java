package io.meanwhile.app.format;

import static io.meanwhile.app.format.FlawedDefinitionsTest.flaws;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Own;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that are the orchestrator's own work: what they become, and what is refused. */
class OwnStepsTest {
  private static final String HEAD = "saga: a\nversion: 1\nsteps:\n  one:\n    ";

  private static Call action(String lines) {
    return DefinitionReaderTest.fine(HEAD + lines + "\n", Syntax.YAML).step("one").action();
  }

  @Test
  void aStepThatSleepsIsATimer() {
    Call nap = action("sleep: PT5M");
    assertThat(nap.to()).isEqualTo(Own.TIMER.target());
    assertThat(nap.deadline()).isEqualTo(Duration.ofMinutes(5));
    assertThat(action("sleep: input.wait").to()).isEqualTo(Own.TIMER.target());
  }

  @Test
  void aStepThatAwaitsIsAMessage() {
    Call paid = action("{ await: payment, match: message.order == input.order, deadline: PT4H }");
    assertThat(paid.to()).isEqualTo(Own.MESSAGE.target());
    assertThat(paid.deadline()).isEqualTo(Duration.ofHours(4));
    assertThat(String.valueOf(paid.with())).contains("payment", "message.order", "input.order");
    assertThat(action("await: market-open").deadline()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aStepThatDecidesIsADecision() {
    Call ok = action("decide: { choices: [yes!, no] }".replace("!", ""));
    assertThat(ok.to()).isEqualTo(Own.DECISION.target());
    assertThat(String.valueOf(ok.with())).contains("operator", "yes", "no");
    assertThat(
            String.valueOf(
                action("decide: { who: [alice], choices: [a], form: { type: object } }")))
        .contains("alice", "object");
  }

  @ParameterizedTest(name = "{0} is {1} at {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sleep: PT0S                           | bad-duration        | 5:12 |",
        "sleep: P9999D                         | bad-duration        | 5:12 |",
        "sleep: 5m                             | bad-duration        | 5:12 | PT5M",
        "sleep: 5                              | bad-duration        | 5:12 | PT5S",
        "sleep: [PT5M]                         | wrong-type          | 5:12 |",
        "sleep:                                | wrong-type          | 5:5  |",
        "sleep: input.                         | bad-expression      | 5:18 |",
        "sleep: steps.tow.result               | unknown-step        | 5:12 |",
        "{ sleep: PT5M, retry: { attempts: 1 } } | unknown-key       | 5:20 |",
        "{ call: x/y, sleep: PT5M }            | unknown-key         | 5:7  |",
        "await: Payment                        | bad-name            | 5:12 |",
        "{ await: a, match: message.x }        | bad-match           | 5:24 |",
        "{ await: a, match: message.x == steps.b.result } | unknown-step | 5:24 |",
        "{ await: a, match: message. }         | bad-match           | 5:24 |",
        "{ await: a, with: { b: 1 } }          | unknown-key         | 5:17 |",
        "{ await: a, onDivergence: { unknown: probe } } | contradictory-reaction | 5:42 | retry",
        "decide: { who: [a] }                  | missing-key         | 5:13 |",
        "decide: { choices: [a, a] }           | duplicate-key       | 5:28 |",
        "decide: { choices: [a b] }            | bad-name            | 5:25 |",
        "decide: { choices: [] }               | bad-number          | 5:24 |",
        "decide: { choices: a }                | wrong-type          | 5:24 |",
        "decide: { choices: [a], until: PT1H } | unknown-key         | 5:29 |",
        "call: meanwhile/timer                 | reserved-participant | 5:11 |",
      })
  void whatIsWrongHasItsPlace(String line, String code, String place, String suggestion) {
    assertThat(flaws(HEAD + line + "\n", Syntax.YAML))
        .singleElement()
        .satisfies(flaw -> {
          assertThat(flaw.code()).isEqualTo(code);
          assertThat(flaw.line() + ":" + flaw.column()).isEqualTo(place);
          assertThat(flaw.suggestion()).isEqualTo(suggestion);
        });
  }
}
