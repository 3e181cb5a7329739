package io.meanwhile.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts beyond 2^53: exact, and never mistaken for a text. */
class DecimalTest {
  /** 2^256 - 1, the largest amount of a token. */
  private static final String MOST =
      "115792089237316195423570985008687907853269984665640564039457584007913129639935";

  private static final Scope SCOPE =
      Scope.of(
          Map.of("amount", MOST, "fee", "0.30", "count", 3L, "price", 1.5, "name", "ann"),
          Map.of(),
          Map.of());

  private static @Nullable Object value(String source) {
    return Expression.compile(source).evaluate(SCOPE);
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
          decimal(input.fee)                             | 0.3
          decimal(input.fee) + decimal('0.70')           | 1
          decimal('0.1') + decimal('0.2')                | 0.3
          decimal('2') - 3                               | -1
          3 * decimal('1.5')                             | 4.5
          decimal(input.price) * input.price             | 2.25
          decimal('1') / 3                               | 0.3333333333333333333333333333333333333333
          decimal('2') / 3                               | 0.6666666666666666666666666666666666666667
          decimal('7') % 4                               | 3
          -decimal('7') % 4                              | -3
          abs(decimal('-1.50'))                          | 1.5
          floor(decimal('-1.5'))                         | -2
          ceil(decimal('1.2'))                           | 2
          round(decimal('2.345'), 2)                     | 2.34
          round(decimal('2.355'), 2)                     | 2.36
          min(decimal('2'), 3)                           | 2
          max(decimal('2'), 3.5)                         | 3.5
          min(2, 3)                                      | 2
          max(2.5, 1.5)                                  | 2.5
          decimal(1e2)                                   | 100
          decimal('1e3')                                 | 1000
          string(decimal('1.50'))                        | 1.5
          int(decimal('42'))                             | 42
          double(decimal('0.5'))                         | 0.5
          decimal('1.50') == decimal('1.5')              | true
          decimal('1.50') != decimal('1.5')              | false
          decimal('3') == input.count                    | true
          input.price == decimal('1.5')                  | true
          decimal('3') == input                          | false
          decimal(input.fee) < 1                         | true
          decimal(input.fee) >= 0.3                      | true
          0 < decimal(input.fee)                         | true
          [decimal('1.0')] == [decimal('1')]             | true
          decimal('1.0') in [decimal('1')]               | true
          abs(decimal(100.5) - decimal(100.49)) < 0.02   | true
          [1, 2].map(n, decimal(n) * 2)                  | [2, 4]
          input.count + 1 < 5 && input.price - 1.0 > 0.1 | true
          -input.count + int(input.price) == -2          | true
          input.count + input.count                      | 6
          string(input.count) + string(input.price)      | 31.5
          """)
  void isExact(String source, String expected) {
    assertThat(String.valueOf(value(source))).isEqualTo(expected);
  }

  @Test
  void theLargestAmountOfATokenSurvives() {
    assertThat(value("decimal(input.amount)")).isEqualTo(MOST);
    assertThat(value("decimal(input.amount) - 1 + 1")).isEqualTo(MOST);
    assertThat(value("decimal(input.amount) / 5 * 5 == decimal(input.amount)")).isEqualTo(true);
    assertThat(value("decimal(input.amount) > decimal('9007199254740993')")).isEqualTo(true);
  }

  @Test
  void isATextInWhatIsStored() {
    assertThat(value("{'wei': [decimal('5')]}")).isEqualTo(Map.of("wei", List.of("5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          decimal(input.name)                 | not a number: ann
          decimal(input.amount) == input.fee  | write decimal(...) around the text
          input.fee != decimal(input.amount)  | write decimal(...) around the text
          decimal(input.fee) < input.amount   | No matching overload
          decimal(input.fee) + input.amount   | No matching overload
          decimal('1') / 0                    | divided by zero
          decimal('1') % decimal('0.0')       | divided by zero
          int(decimal('1.5'))                 | not a whole number
          int(decimal(input.amount))          | not a whole number of 64 bits
          decimal(1.0 / 0.0)                  | not a finite number
          round(decimal('1.5'), -1)           | digits after the point
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
          decimal('abc')                  | 9  | not a number: abc
          1 < 2 && decimal('') > 1        | 18 | not a number
          decimal('0x10')                 | 9  | not a number
          decimal('1e99999')              | 9  | not a number
          decimal('1e9999')               | 9  | more than 1000 digits
          decimal('1') == 1               | 14 | write decimal(...) around the other side
          decimal('1') + 'a'              | 14 | no matching overload
          decimal(true)                   | 8  | no matching overload
          size(decimal('1'))              | 5  | no matching overload
          """)
  void whatCanNeverBeComputedIsToldWhenItIsRead(String source, int column, String why) {
    assertThat(error(source))
        .hasMessageContaining(why)
        .returns(1, ExpressionException::line)
        .returns(column, ExpressionException::column);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decimal('9e999') * decimal('9e999')",
        "decimal('1e-600') * decimal('1e-600')",
        "decimal('1e600') + decimal('1e-600')",
        "[decimal('1e300')].map(a, a * a).map(a, a * a)",
      })
  void digitsHaveABound(String source) {
    assertThat(error(source)).hasMessageContaining("more than 1000 digits");
  }

  @Test
  void isNoCondition() {
    assertThat(Expression.compile("decimal('1')").isCondition()).isFalse();
    assertThat(
            catchThrowableOfType(
                ExpressionException.class, () -> Expression.comparing("decimal(a) - decimal(b)")))
        .hasMessageContaining("must say true or false");
  }

  @Test
  void observersAgreeWithinATolerance() {
    Expression agree = Expression.comparing("abs(decimal(a.wei) - decimal(b.wei)) <= 5");
    String near = MOST.replaceAll("35$", "31");
    assertThat(agree.holds(Scope.ofPair(Map.of("wei", MOST), Map.of("wei", near)))).isTrue();
    assertThat(agree.holds(Scope.ofPair(Map.of("wei", MOST), Map.of("wei", "7")))).isFalse();
  }

  @Test
  void messagesAreMatchedByWhatAnAmountIsNotByHowItIsWritten() {
    Match match = Match.compile("decimal(message.wei) == decimal(input.wei)");
    assertThat(match.ofMessage().evaluate(Scope.ofMessage(Map.of("wei", "1.50"))))
        .isEqualTo(match.known().evaluate(Scope.of(Map.of("wei", "1.5"), Map.of(), Map.of())));
  }
}
