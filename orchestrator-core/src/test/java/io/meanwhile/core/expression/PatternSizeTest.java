package io.meanwhile.core.expression;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would take more memory than there is is never compiled. */
class PatternSizeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((a{100}){100}){100}){100})",
        "(a{500}){21}",
        "((a|b){200,}){60}",
        "([^]]{300}){40}",
        "(\\){2}a{200}){60}",
        "(?:a{0,999}){99}",
        "(a{101}?){100}",
      })
  void whatGrowsIsRefused(String pattern) {
    assertThatThrownBy(() -> PatternSize.require(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^(a+)+$",
        "^[0-9]{1,78}$",
        "^0x[0-9a-fA-F]{64}(\\.[a-z]{2,10}){0,5}$",
        "[{(]{3}",
        "a{b}{,5}{999999999999}",
        ")))((([",
        "\\",
      })
  void whatPeopleWriteIsNot(String pattern) {
    assertThatCode(() -> PatternSize.require(pattern)).doesNotThrowAnyException();
  }
}
