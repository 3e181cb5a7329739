package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnknownMembersTest {
  private static final String DEFINITION =
      """
      saga: bridge
      version: 1
      input: { type: object, properties: { amount: { type: integer } } }
      steps:
        lock:
          call: source/lock
          with: { amount: input.amount }
          returns:
            type: object
            properties: { id: { type: string }, fee: { properties: { paid: {} } } }
            additionalProperties: false
          expect: result.id != ''
          undo: { call: source/unlock, with: { id: result.id } }
        mint:
          call: target/mint
          with: { of: READING }
      """;

  private static List<Flaw> warnings(String text) {
    return switch (DefinitionReader.read(text, Syntax.YAML)) {
      case DefinitionReader.Outcome.Fine fine -> fine.warnings();
      case DefinitionReader.Outcome.Flawed flawed -> throw new AssertionError(flawed.flaws());
    };
  }

  private static List<Flaw> reading(String expression) {
    return warnings(DEFINITION.replace("READING", '"' + expression + '"'));
  }

  @Test
  void whatReturnsDoesNotNameIsToldWithItsPlaceWithinTheExpression() {
    assertThat(reading("1 + steps.lock.result.idd"))
        .containsExactly(
            new Flaw(
                "unknown-member",
                16,
                40,
                "/steps/mint/with/of",
                "the expression reads steps.lock.result.idd, and 'returns' of lock names no idd; it"
                    + " names: id, fee. Nothing else may be there: it can never be computed",
                "id"));
  }

  @Test
  void whatInputDoesNotNameIsToldAndMayStillBeThere() {
    assertThat(reading("input.amont"))
        .containsExactly(
            new Flaw(
                "unknown-member",
                16,
                24,
                "/steps/mint/with/of",
                "the expression reads input.amont, and 'input' names no amont; it names: amount",
                "amount"));
  }

  @Test
  void aMemberOfAMemberIsLookedAtToo() {
    assertThat(reading("steps.lock.result.fee.payed"))
        .extracting(Flaw::column, Flaw::suggestion)
        .containsExactly(tuple(40, "paid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps.lock.result.id",
        "steps.lock.result.fee.paid.x",
        "has(input.note) ? input.note.text : ''",
        "input.amount",
        "steps.lock.result.id.size()",
        "[{'x': 1}].map(input, input.x)[0]"
      })
  void whatIsNamedAskedForOrOfNoKnownShapeIsNot(String expression) {
    assertThat(reading(expression)).isEmpty();
  }

  @Test
  void theResultOfACompensationIsNotTheActions() {
    String text =
        """
        saga: bridge
        version: 1
        steps:
          lock:
            call: source/lock
            returns: { properties: { id: {} } }
            undo:
              call: source/unlock
              with: { id: result.unlocked }
              returns: { properties: { unlocked: {} } }
              expect: result.unlocked && result.id
        """;

    assertThat(warnings(text))
        .extracting(Flaw::line, Flaw::pointer)
        .containsExactly(
            tuple(9, "/steps/lock/undo/with/id"), tuple(11, "/steps/lock/undo/expect"));
  }

  @Test
  void withinAGroupTheNearestStepOfThatNameIsMeant() {
    String text =
        """
        saga: bridge
        version: 1
        steps:
          quote: { call: x/q, returns: { properties: { price: {} } } }
          both:
            steps:
              a: { call: x/a, returns: { properties: { id: {} } } }
              b: { call: x/b, with: [ steps.a.result.ids, steps.quote.result.prices ] }
          after: { call: x/c, with: { all: steps.both.result.anything } }
        """;

    assertThat(warnings(text))
        .extracting(Flaw::pointer, Flaw::suggestion)
        .containsExactly(
            tuple("/steps/both/steps/b/with/0", "id"),
            tuple("/steps/both/steps/b/with/1", "price"));
  }
}
