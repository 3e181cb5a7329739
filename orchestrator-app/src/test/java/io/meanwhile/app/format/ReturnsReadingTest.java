package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.Checker;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.ResultShape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The shape of a result is a JSON Schema, read with the same bounds as that of an input. */
class ReturnsReadingTest {
  private static final String PRICED =
      "{ type: object, required: [price], properties: { price: { type: integer } } }";

  private static String saga(String keys) {
    return "saga: a\nversion: 1\nsteps:\n  one:\n    call: x/y\n    " + keys + "\n";
  }

  private static Definition read(String text) {
    DefinitionReader.Outcome outcome = DefinitionReader.read(text, Syntax.YAML);
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    return ((DefinitionReader.Outcome.Fine) outcome).definition();
  }

  private static ResultShape shape(String schema) {
    Call action = read(saga("returns: " + schema)).steps().getFirst().action();
    return Objects.requireNonNull(action.returns());
  }

  @Test
  void whatDoesNotFitIsToldWithItsPlaceInTheResult() {
    ResultShape priced = shape(PRICED);

    assertThat(priced.misfit(Map.of("price", 5L, "more", true))).isNull();
    assertThat(priced.misfit(Map.of("price", "five"))).startsWith("/price: ").contains("integer");
    assertThat(priced.misfit(Map.of())).contains("price");
    assertThat(priced.misfit(null)).contains("object");
  }

  @Test
  void manyFlawsAreToldInShort() {
    ResultShape list = shape("{ type: array, items: { type: integer } }");

    assertThat(list.misfit(List.of("a", "b", "c", "d", "e")))
        .startsWith("/0: ")
        .endsWith("; and more")
        .hasSizeLessThan(1_000);
  }

  @Test
  void theSameTextIsTheSameShape() {
    assertThat(shape(PRICED)).isEqualTo(shape(PRICED)).hasSameHashCodeAs(shape(PRICED));
    assertThat(shape(PRICED)).isNotEqualTo(shape("true"));
  }

  @Test
  void whatIsNoSchemaIsRefusedWhereItStands() {
    List<Flaw> flaws = FlawedDefinitionsTest.flaws(saga("returns: { type: objekt }"), Syntax.YAML);

    assertThat(flaws).isNotEmpty();
    assertThat(flaws.getFirst().code()).isEqualTo("bad-schema");
    assertThat(flaws.getFirst().pointer()).isEqualTo("/steps/one/returns/type");
    assertThat(flaws.getFirst().line() + ":" + flaws.getFirst().column()).isEqualTo("6:16");
  }

  @Test
  void nothingIsFetchedAndPatternsTakeLinearTime() {
    assertThat(
            FlawedDefinitionsTest.flaws(saga("returns: { $ref: 'http://x/y' }"), Syntax.YAML)
                .getFirst()
                .code())
        .isEqualTo("remote-reference");
    assertThat(shape("{ pattern: '^(a+)+$' }").misfit("a".repeat(50_000) + "b")).isNotNull();
  }

  @Test
  void everyStepWithAResultFromOutsideMayHaveOneAndOthersNot() {
    for (String step : List.of("{ await: m, returns: true }", "{ saga: b, returns: true }")) {
      String text = "saga: a\nversion: 1\nsteps:\n  one: " + step + "\n";
      assertThat(read(text).steps().getFirst().action().returns()).isNotNull();
    }
    assertThat(read(saga("undo: { call: x/z, returns: true }")).steps().getFirst().undo())
        .isNotNull()
        .extracting(Call::returns)
        .isNotNull();
    String sleep = "saga: a\nversion: 1\nsteps:\n  one: { sleep: PT1S, returns: true }\n";
    assertThat(FlawedDefinitionsTest.flaws(sleep, Syntax.YAML).getFirst().code())
        .isEqualTo("unknown-key");
  }

  @Test
  void aReactionToWhatIsUnexpectedNeedsNoMoreThanAShape() {
    assertThat(read(saga("returns: true\n    onDivergence: { unexpected: park }")).steps())
        .hasSize(1);
  }

  /** What cannot be undone stands where its result does not fit, and the checker gets there. */
  @Test
  void theCheckerLooksAtResultsThatFitAndAtOthers() {
    String text =
        """
        saga: a
        version: 1
        steps:
          one: { call: x/y }
          two: { call: x/z, %s undo: { call: x/u } }
        """;
    Bounds bounds = Bounds.DEFAULT.withMaxStates(3_000).withFaults(0);
    int plain = states(text.formatted(""), bounds);
    assertThat(states(text.formatted("returns: true, "), bounds)).isGreaterThan(plain);
  }

  private static int states(String text, Bounds bounds) {
    return Math.toIntExact(Checker.check(read(text), bounds).states());
  }
}
