package io.meanwhile.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments and lengths of time, as they are written everywhere else. */
class TimesTest {
  private static final Scope SCOPE =
      Scope.of(
          Map.of("at", "2026-01-31T12:00:00Z", "wait", "PT1H30M", "none", "soon"),
          Map.of(),
          Map.of());

  private static ExpressionException error(String source) {
    return catchThrowableOfType(
        ExpressionException.class, () -> Expression.compile(source).evaluate(SCOPE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          duration('PT10S')                                         | PT10S
          duration('10s') == duration('PT10S')                      | true
          duration('P1D') > duration(input.wait)                    | true
          duration('-PT1M') < duration('PT0S')                      | true
          duration(input.wait) + duration('90s')                    | PT1H31M30S
          duration(input.wait).getMinutes()                         | 90
          timestamp(input.at)                                       | 2026-01-31T12:00:00Z
          timestamp('2026-01-31T13:00:00+01:00') == timestamp(input.at) | true
          timestamp(input.at) + duration(input.wait)                | 2026-01-31T13:30:00Z
          timestamp(input.at) - duration('P1D')                     | 2026-01-30T12:00:00Z
          timestamp(input.at) - timestamp('2026-01-31T11:00:00Z')   | PT1H
          timestamp(input.at) < timestamp('2026-02-01T00:00:00Z')   | true
          timestamp(input.at).getDayOfWeek()                        | 6
          timestamp(input.at).getHours('Europe/Berlin')             | 13
          """)
  void areComputedWith(String source, String expected) {
    assertThat(String.valueOf(Expression.compile(source).evaluate(SCOPE))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          duration('PT')            | 10 | not a duration such as PT10S
          duration('ten')           | 10 | not a duration such as PT10S
          timestamp('tomorrow')     | 11 | tomorrow
          'a'.matches('(')          | 13 | parsing regexp
          """)
  void whatCanNeverBeReadIsToldWhenItIsWritten(String source, int column, String why) {
    assertThat(error(source))
        .hasMessageContaining(why)
        .returns(1, ExpressionException::line)
        .returns(column, ExpressionException::column);
  }

  @ParameterizedTest
  @CsvSource({"duration(input.none)", "timestamp(input.none)"})
  void whatCannotBeReadLaterSaysWhy(String source) {
    assertThat(error(source)).hasMessageStartingWith(source).hasMessageContaining("soon");
  }
}
