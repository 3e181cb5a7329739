package io.meanwhile.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How messages find those who wait: an equality that is looked up. */
class MatchTest {
  @Test
  void eitherSideMayBeTheMessage() {
    Match left = Match.compile("message.order == input.order");
    Match right = Match.compile("steps.pay.result.id == message.payment.id");
    assertThat(left.ofMessage().source()).isEqualTo("message.order");
    assertThat(left.known().source()).isEqualTo("input.order");
    assertThat(right.ofMessage().source()).isEqualTo("message.payment.id");
    assertThat(right.known().stepsRead()).containsExactly("pay");
  }

  @Test
  void severalThingsAreComparedAsAList() {
    Match match = Match.compile("[message.a, 'x==y', message.b] == [input.a, 'x==y', 'ü']");
    Object key = match.ofMessage().evaluate(Scope.ofMessage(Map.of("a", 1, "b", "ü")));
    assertThat(key).isEqualTo(List.of(1L, "x==y", "ü"));
    assertThat(match.known().evaluate(Scope.of(Map.of("a", 1), Map.of(), Map.of()))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message.order",
        "message.order > input.order",
        "message.order == message.other",
        "input.order == input.other",
        "message.order == input.order && message.ok",
        "message.order + input.a == input.order",
        "message.order != input.order",
        "(message.order == input.order)",
        "1 == 1",
      })
  void anythingElseIsRefusedWithWhatToWrite(String source) {
    assertThatThrownBy(() -> Match.compile(source))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("message.order == input.order");
  }

  @Test
  void whatCannotBeReadHasItsPlace() {
    assertThatThrownBy(() -> Match.compile("message.order == "))
        .isInstanceOfSatisfying(ExpressionException.class, e -> assertThat(e.line()).isEqualTo(1));
  }
}
