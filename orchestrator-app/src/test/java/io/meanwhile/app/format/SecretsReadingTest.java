package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.dsl.Expr;
import io.meanwhile.core.dsl.SagaBuilder;
import io.meanwhile.core.model.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is named by the definition, at a place of its own. */
class SecretsReadingTest {
  @Test
  void javaNamesOneAsYamlDoes() {
    SagaBuilder saga = SagaBuilder.saga("named", 1);
    saga.step("one", step -> step.call("box/put").with("t", Expr.secret("api-token")));

    assertThat(JavaDefinitions.definition(saga.document()).step("one").action().with())
        .isEqualTo(new Template.Fields(Map.of("t", new Template.Secret("api-token"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call: box/put, when: \"secret('token') == 'a'\"",
        "call: box/put, with: {a: \"'Bearer ' + secret('token')\"}",
        "call: box/put, with: {a: \"secret(input.name)\"}",
        "call: box/put, with: {a: \"secret('Token')\"}",
        "saga: other, with: {a: \"secret('token')\"}",
        "sleep: \"secret('token')\"",
      })
  void nothingCanBeComputedOfIt(String step) {
    Flaw flaw =
        FlawedDefinitionsTest.flaws(
                "{saga: computed, version: 1, steps: {one: {" + step + "}}}", Syntax.YAML)
            .getFirst();

    assertThat(flaw.code()).isEqualTo("bad-expression");
    assertThat(flaw.message()).contains("a secret is a whole value");
    assertThat(flaw.line()).isEqualTo(1);
  }
}
