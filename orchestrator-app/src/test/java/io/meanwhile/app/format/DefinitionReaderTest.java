package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.model.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
  private static final String BRIDGE =
      """
      saga: bridge-transfer
      version: 3
      title: Move tokens
      input: { type: object, required: [amount, from] }
      attributes: { sender: input.from }
      deadline: PT2H
      defaults: { answer: PT7S, retry: { attempts: 4, backoff: PT2S } }
      steps:
        lock:
          call: source-chain/lock
          with: { amount: input.amount, network: '"main"', fee: 3, fast: true, path: [input.from, null] }
          answer: PT20S
          deadline: PT15M
          retry: { attempts: 8, jitter: 0.5 }
          confirm: { depth: 12 }
          expect: result.amount == input.amount
          probe: source-chain/lock-status
          grace: PT1M
          undo: { call: source-chain/unlock, with: { lock: result.id }, confirm: { depth: 2 } }
        quote: { call: oracle/quote, after: [] }
        mint:
          after: { lock: confirmed, quote: final }
          when: input.amount > 0
          call: target-chain/mint
          pivot: true
        tell: { call: mail/tell, irreversible: true }
        both: { call: mail/both, after: [lock, quote] }
      complete: { when: all, level: confirmed }
      result: { tx: steps.mint.result.tx }
      """;

  static Definition fine(String text, Syntax syntax) {
    DefinitionReader.Outcome outcome = DefinitionReader.read(text, syntax);
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    return ((DefinitionReader.Outcome.Fine) outcome).definition();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | All[]",
        "any | Any[]",
        "{ atLeast: 2 } | AtLeast[count=2, of=[a, b]]",
        "{ atLeast: 1, of: [b] } | AtLeast[count=1, of=[b]]",
        "steps.a.result.ok | Holds[expression=steps.a.result.ok]",
      })
  void everyGoalReachesTheModel(String when, String goal) {
    String text =
        "saga: g\nversion: 1\nsteps: { a: { call: x/y }, b: { call: x/y } }\ncomplete: { when: "
            + when
            + " }\n";

    assertThat(fine(text, Syntax.YAML).complete().goal()).hasToString(goal);
    assertThat(fine(text, Syntax.YAML).complete().level()).isEqualTo(Level.FINAL);
  }

  @Test
  void aGoalThatNeedsAStepWhoseGuardIsAlwaysFalseIsRefusedWhereItStands() {
    String text =
        """
        saga: g
        version: 1
        steps:
          a: { call: x/y, when: "false" }
          b: { call: x/y, after: [] }
        complete:
          when: { atLeast: 2, of: [a, b] }
        """;

    Flaw flaw = FlawedDefinitionsTest.flaws(text, Syntax.YAML).getFirst();
    assertThat(flaw.code() + " " + flaw.line() + ":" + flaw.column())
        .isEqualTo("goal-out-of-reach 7:11");
    assertThat(flaw.message())
        .isEqualTo("The goal needs 2 steps; only 1 can stand. The guards of the others are false.");
  }

  @Test
  void everySupportedKeyReachesTheModel() {
    Definition definition = fine(BRIDGE, Syntax.YAML);

    assertThat(definition.ref().toString()).isEqualTo("bridge-transfer:3");
    assertThat(definition.ref().digest()).matches("[0-9a-f]{64}");
    assertThat(definition.title()).isEqualTo("Move tokens");
    assertThat(definition.attributes()).containsKey("sender");
    assertThat(definition.deadline()).isEqualTo(Duration.ofHours(2));
    assertThat(definition.stepNames()).containsExactly("lock", "quote", "mint", "tell", "both");
    assertThat(definition.complete().level()).isEqualTo(Level.CONFIRMED);
    assertThat(definition.guarded())
        .singleElement()
        .satisfies(mint -> assertThat(mint.when()).hasToString("input.amount > 0"));
    assertThat(definition.result()).isInstanceOf(Template.Fields.class);
    assertThat(definition.input()).isInstanceOf(Map.class);
  }

  @Test
  void stepsTakeTheirOwnValuesAndThenTheDefaults() {
    Definition definition = fine(BRIDGE, Syntax.YAML);
    Step lock = definition.step("lock");
    Step quote = definition.step("quote");

    assertThat(lock.action().answer()).isEqualTo(Duration.ofSeconds(20));
    assertThat(lock.action().deadline()).isEqualTo(Duration.ofMinutes(15));
    assertThat(lock.action().grace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(lock.action().retry())
        .isEqualTo(new Retry(8, Duration.ofSeconds(2), 2, Duration.ofMinutes(1), 0.5));
    assertThat(lock.action().confirm()).isEqualTo(new Finality.Depth(12));
    assertThat(lock.action().probe()).isEqualTo(new Target("source-chain", "lock-status"));
    assertThat(lock.action().expect())
        .isEqualTo(Expression.compile("result.amount == input.amount"));
    assertThat(lock.undo()).extracting(Call::confirm).isEqualTo(new Finality.Depth(2));
    assertThat(lock.undo()).extracting(Call::answer).isEqualTo(Duration.ofSeconds(7));
    assertThat(quote.action().answer()).isEqualTo(Duration.ofSeconds(7));
    assertThat(quote.action().retry().attempts()).isEqualTo(4);
    assertThat(quote.action().confirm()).isEqualTo(new Finality.Reply());
    assertThat(quote.undo()).isNull();
  }

  @Test
  void textLeavesAreExpressionsAndOthersAreTakenAsWritten() {
    @Nullable Template with = fine(BRIDGE, Syntax.YAML).step("lock").action().with();

    assertThat(with)
        .asInstanceOf(InstanceOfAssertFactories.type(Template.Fields.class))
        .extracting(
            Template.Fields::fields, InstanceOfAssertFactories.map(String.class, Template.class))
        .containsEntry("amount", new Template.Computed(Expression.compile("input.amount")))
        .containsEntry("network", new Template.Computed(Expression.compile("\"main\"")))
        .containsEntry("fee", new Template.Literal(3L))
        .containsEntry("fast", new Template.Literal(true))
        .containsEntry(
            "path",
            new Template.Items(
                List.of(
                    new Template.Computed(Expression.compile("input.from")),
                    new Template.Literal(null))));
  }

  @Test
  void afterIsTheStepBeforeUnlessItSaysOtherwise() {
    Definition definition = fine(BRIDGE, Syntax.YAML);

    assertThat(definition.step("lock").after()).isEmpty();
    assertThat(definition.step("quote").after()).isEmpty();
    assertThat(definition.step("mint").after())
        .containsExactly(Map.entry("lock", Level.CONFIRMED), Map.entry("quote", Level.FINAL));
    assertThat(definition.step("tell").after()).containsExactly(Map.entry("mint", Level.FINAL));
    assertThat(definition.step("both").after())
        .containsExactly(Map.entry("lock", Level.FINAL), Map.entry("quote", Level.FINAL));
  }

  @Test
  void jsonAndYamlOfTheSameContentHaveTheSameDigest() {
    String yaml = "saga: a\nversion: 1\nsteps:\n  one: { call: x/y, with: 1.50 }\n";
    String json =
        "{\"version\":1,\"steps\":{\"one\":{\"with\":1.5,\"call\":\"x/y\"}},\"saga\":\"a\"}";

    assertThat(fine(json, Syntax.JSON)).isEqualTo(fine(yaml, Syntax.YAML));
  }

  @Test
  void theOrderOfStepsBelongsToTheContent() {
    String one = "{saga: a, version: 1, steps: {one: {call: x/y}, two: {call: x/y}}}";
    String two = "{saga: a, version: 1, steps: {two: {call: x/y}, one: {call: x/y}}}";

    assertThat(fine(one, Syntax.YAML).ref()).isNotEqualTo(fine(two, Syntax.YAML).ref());
  }
}
