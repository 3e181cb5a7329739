package io.meanwhile.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meanwhile.core.json.Json;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Map<String, @Nullable Object> INPUT = new HashMap<>();

  static {
    INPUT.put("amount", 10L);
    INPUT.put("price", 1.5);
    INPUT.put("name", "ann");
    INPUT.put("nothing", null);
    INPUT.put("legs", Arrays.asList(1L, null, 3L));
    INPUT.put("many", Collections.nCopies(1_000, 1L));
  }

  private static final Scope SCOPE =
      Scope.of(
          Json.copy(INPUT),
          Map.of("lock", Map.of("result", Map.of("id", "x"))),
          Map.of("id", "s-1", "definition", "bridge"));

  private static @Nullable Object value(String source) {
    return Expression.compile(source).evaluate(SCOPE.withResult(Map.of("ok", true)));
  }

  private static ExpressionException error(String source) {
    return catchThrowableOfType(ExpressionException.class, () -> value(source));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          input.amount                    | 10
          input['amount'] + 1             | 11
          input.amount > 9.5              | true
          input.amount == 10.0            | true
          input.price * 2.0               | 3
          input.name + '!'                | ann!
          steps.lock.result.id            | x
          steps['lock'].result.id         | x
          result.ok                       | true
          saga.id                         | s-1
          input.nothing == null           | true
          input.legs[1] == null           | true
          input.legs.filter(n, n != null) | [1, 3]
          has(input.missing)              | false
          has(steps.mint)                 | false
          'amount' in input               | true
          size(input.many)                | 1000
          duration('90s')                 | PT1M30S
          timestamp('2026-01-01T00:00:00Z') + duration('60s') | 2026-01-01T00:01:00Z
          {'a': [1, 2.5, null]}           | {a=[1, 2.5, null]}
          """)
  void readsWhatASagaKnows(String source, String expected) {
    assertThat(String.valueOf(value(source))).isEqualTo(expected);
  }

  @Test
  void nullIsAValueOfItsOwn() {
    assertThat(value("input.nothing")).isNull();
    assertThat(value("[null]")).isEqualTo(Collections.singletonList(null));
  }

  @Test
  void whatComesOutHasTheOneShapeOfData() {
    assertThat(value("input.amount")).isInstanceOf(Long.class);
    assertThat(value("{'b': 1, 'a': 2}")).isEqualTo(Json.object(Map.of("a", 2L, "b", 1L)));
    assertThat(value("1u")).isEqualTo(1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          input.missing                       | key 'missing' is not present
          input.missing == null               | key 'missing' is not present
          steps.mint.result                   | key 'mint' is not present
          steps[0]                            | 0
          input.legs[7]                       | Index out of bounds: 7
          input.amount * 1.5                  | No matching overload
          input.name + 1                      | No matching overload
          1 / 0                               | by zero
          9223372036854775807 + 1             | overflow
          9007199254740993                    | beyond 2^53: write it as a string
          18446744073709551615u               | beyond 2^53: write it as a string
          1.0 / 0.0                           | not a finite number
          b'abc'                              | not JSON
          result.ok && input.amount           | boolean
          'a'.matches(input.name + '(')       | error parsing regexp
          """)
  void whatCannotBeComputedSaysWhy(String source, String why) {
    assertThat(error(source)).hasMessageStartingWith(source + ": ").hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          nope              | 1 | 1  | undeclared reference to 'nope'
          1 +               | 1 | 4  | mismatched input
          input.a == nope   | 1 | 12 | undeclared reference
          input.?a          | 1 | 6  | unsupported syntax
          cel.bind(x, 1, x) | 1 | 1  | undeclared reference
          """)
  void whatCannotBeReadSaysWhere(String source, int line, int column, String why) {
    ExpressionException error = error(source);
    assertThat(error).hasMessageContaining(why);
    assertThat(List.of(error.line(), error.column())).containsExactly(line, column);
  }

  @Test
  void theLineCountsToo() {
    ExpressionException error = error("1 +\n  * 2");
    assertThat(List.of(error.line(), error.column())).containsExactly(2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "-(", "!("})
  void depthHasABound(String open) {
    String close = open.equals("[") ? "]" : ")";
    assertThat(error(open.repeat(1_000) + "true" + close.repeat(1_000)))
        .hasMessageContaining("recursion limit");
    assertThat(error("1" + "+1".repeat(4_000))).hasMessageContaining("recursion limit");
  }

  @Test
  void lengthHasABound() {
    assertThat(error("1" + " ".repeat(10_000))).hasMessageContaining("longer than 10000");
  }

  @Test
  void loopsHaveABound() {
    String endless = "input.many.map(a, input.many.map(b, input.many.map(c, 1)))";
    assertThat(error(endless)).hasMessageContaining("Iteration budget exceeded");
  }

  @Test
  void textsAndListsThatDoubleHaveABound() {
    assertThat(error("['aaaaaaaa']" + ".map(x, x + x)".repeat(30)))
        .hasMessageContaining("longer than 100000");
    assertThat(error("[[1]]" + ".map(x, x + x)".repeat(30)))
        .hasMessageContaining("longer than 100000");
  }

  @Test
  void resultsHaveABound() {
    assertThat(error("[1]" + ".map(x, [x, x])".repeat(18)))
        .hasMessageContaining("more than 100000 values");
    assertThat(error("input.many.map(a, input.many)")).hasMessageContaining("more than 100000");
  }

  @Test
  void patternsAreMatchedInLinearTimeAndTheirSizeHasABound() {
    assertThat(value("'" + "a".repeat(5_000) + "'.matches('^(a*)*b$')")).isEqualTo(false);
    assertThat(error("'a'.matches('(a{500}){20}')")).isNotNull();
  }

  @Test
  void anErrorDoesNotRepeatWhatItFailedOnAtLength() {
    assertThat(error("input.name + " + "'a' + ".repeat(100) + "1").getMessage())
        .hasSizeLessThan(700);
  }

  @Test
  void saysWhichStepsAndVariablesItReads() {
    Expression read = Expression.compile("steps.a.result.x + steps['b'].result + input.n");
    assertThat(read.stepsRead()).containsExactlyInAnyOrder("a", "b");
    assertThat(read.variablesRead()).containsExactlyInAnyOrder("steps", "input");
    assertThat(Expression.compile("has(steps.c)").stepsRead()).containsExactly("c");
    assertThat(Expression.compile("steps[input.s].result").stepsRead()).isEmpty();
    assertThat(Expression.compile("[1].map(steps, steps)").stepsRead()).isEmpty();
  }

  @Test
  void isEqualToAnotherOfTheSameSource() {
    assertThat(Expression.compile("1 + 1")).isEqualTo(Expression.compile("1 + 1"));
    assertThat(Expression.compile("1 + 1")).isNotEqualTo(Expression.compile("2"));
    assertThat(Expression.compile("1 + 1"))
        .hasToString("1 + 1")
        .hasSameHashCodeAs(Expression.compile("1 + 1"));
  }
}
