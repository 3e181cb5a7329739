package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is believed is said in {@code confirm}, of an action and of its undo alike. */
class ConfirmationTest {
  private static final List<String> THREE = List.of("rpc-a", "rpc-b", "rpc-c");

  private static String document(String confirm) {
    return """
    saga: a
    version: 1
    steps:
      one:
        call: x/y
        confirm: %s
        undo: { call: x/z, confirm: %s }
    """
        .formatted(confirm, confirm);
  }

  private static Finality read(String confirm) {
    DefinitionReader.Outcome outcome = DefinitionReader.read(document(confirm), Syntax.YAML);
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    Step step = ((DefinitionReader.Outcome.Fine) outcome).definition().steps().getFirst();
    Finality action = step.action().confirm();
    assertThat(Objects.requireNonNull(step.undo()).confirm()).isEqualTo(action);
    return action;
  }

  @Test
  void aQuorumOfObserversEachBelievedAtItsReply() {
    assertThat(read("{ quorum: 2, of: [rpc-a, rpc-b, rpc-c] }"))
        .isEqualTo(new Finality.Quorum(2, THREE, null, new Finality.Reply()));
  }

  @Test
  void aQuorumWithToleranceAndDepth() {
    String agree = "abs(a.price - b.price) < 0.01";
    assertThat(read("{ depth: 12, quorum: 2, of: [rpc-a, rpc-b, rpc-c], agree: '" + agree + "' }"))
        .isEqualTo(
            new Finality.Quorum(2, THREE, Expression.comparing(agree), new Finality.Depth(12)));
  }

  @Test
  void timeAloneAndTimeWithAQuorum() {
    Finality tenMinutes = new Finality.Time(Duration.ofMinutes(10));
    assertThat(read("{ after: PT10M }")).isEqualTo(tenMinutes);
    assertThat(read("{ after: PT10M, quorum: 2, of: [rpc-a, rpc-b, rpc-c] }"))
        .isEqualTo(new Finality.Quorum(2, THREE, null, tenMinutes));
  }

  @ParameterizedTest(name = "{0} is {1} at 6:{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                            | missing-key        | 14 | depth  |",
        "{ of: [a, b] }                                | missing-key        | 14 | quorum |",
        "{ agree: 'a == b', quorum: 1 }                | missing-key        | 14 | of     |",
        "{ depth: 3, after: PT1M }                     | bad-confirm        | 33 | after  |",
        "{ after: 10m }                                | bad-duration       | 23 | after  | PT10M",
        "{ after: PT0S }                               | bad-duration       | 23 | after  |",
        "{ quorum: 3, of: [a, b] }                     | bad-quorum         | 24 | quorum | 2",
        "{ quorum: 1, of: [a, b] }                     | bad-quorum         | 24 | quorum | 2",
        "{ quorum: 2, of: [a, b, c, d] }               | bad-quorum         | 24 | quorum | 3",
        "{ quorum: 0, of: [a] }                        | bad-number         | 24 | quorum |",
        "{ quorum: two, of: [a, b] }                   | wrong-type         | 24 | quorum |",
        "{ quorum: 1, of: [] }                         | bad-number         | 31 | of     |",
        "{ quorum: 1, of: a }                          | wrong-type         | 31 | of     |",
        "{ quorum: 6, of: [a, b, c, d, e, f, g, h, i, j] } | bad-number      | 31 | of     |",
        "{ quorum: 2, of: [a, b, a] }                  | duplicate-observer | 38 | of/2   |",
        "{ quorum: 1, of: [A] }                        | bad-name           | 32 | of/0   |",
        "{ quorum: 1, of: [{ a: b }] }                 | wrong-type         | 32 | of/0   |",
        "{ quorum: 1, of: [a], agree: 'a.x -' }        | bad-expression     | 49 | agree  |",
        "{ quorum: 1, of: [a], agree: 'abs(a.x - b.x)' } | bad-expression   | 44 | agree  |",
        "{ quorum: 1, of: [a], agree: 'input.x == a' } | bad-expression     | 44 | agree  |",
        "{ quorum: 1, of: [a], agree: 'a + \"1\" == 1 + 1u' } | bad-expression | 57 | agree |",
        "{ quorum: 1, off: [a], of: [a] }              | unknown-key        | 27 | off    | of",
      })
  void whatCannotBeIsRefusedWithItsPlace(
      String confirm, String code, int column, String at, String suggestion) {
    List<Flaw> flaws =
        FlawedDefinitionsTest.flaws(
            "saga: a\nversion: 1\nsteps:\n  one:\n    call: x/y\n    confirm: " + confirm,
            Syntax.YAML);

    assertThat(flaws).as(flaws.toString()).hasSize(1);
    Flaw flaw = flaws.getFirst();
    assertThat(flaw.code() + " " + flaw.line() + ":" + flaw.column())
        .as(flaw.message())
        .isEqualTo(code + " 6:" + column);
    assertThat(flaw.pointer()).isEqualTo("/steps/one/confirm/" + at);
    assertThat(flaw.suggestion()).isEqualTo(suggestion);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    List<Flaw> flaws =
        FlawedDefinitionsTest.flaws(
            document("{ quorum: 9, of: [a, b], agree: 'x', depth: 0, after: 1 }"), Syntax.YAML);

    assertThat(flaws.stream().map(flaw -> flaw.line() + " " + flaw.code()))
        .containsExactly(
            "6 bad-quorum",
            "6 bad-expression",
            "6 bad-number",
            "6 bad-duration",
            "7 bad-quorum",
            "7 bad-expression",
            "7 bad-number",
            "7 bad-duration");
  }
}
