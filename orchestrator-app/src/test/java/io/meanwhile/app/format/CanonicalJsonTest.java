package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of RFC 8785, appendix B for the numbers. */
class CanonicalJsonTest {

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void numbersAreWrittenAsEcmaScriptDoes(String bits, String text) {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.text(number)).isEqualTo(text);
  }

  @Test
  void everyNumberReadsBackAsItself() {
    Random random = new Random(8785);
    for (int i = 0; i < 100_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number) && number != 0) {
        assertThat(Double.parseDouble(CanonicalJson.text(number))).isEqualTo(number);
      }
    }
  }

  @Test
  void stringsAreEscapedWhereTheyMustBeAndNowhereElse() {
    assertThat(CanonicalJson.text("\u20ac$\u000f\nA'B\"\\\"/\u007f\u0080\ud83d\ude02"))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\u007f\u0080\ud83d\ude02\"");
    assertThat(CanonicalJson.text("\b\t\f\r\u0000\u001f"))
        .isEqualTo("\"\\b\\t\\f\\r\\u0000\\u001f\"");
  }

  @Test
  void namesAreSortedByUtf16Units() {
    Map<String, Object> map =
        Map.of(
            "\u20ac",
            1L,
            "\r",
            2L,
            "\ufb33",
            3L,
            "1",
            4L,
            "\ud83d\ude00",
            5L,
            "\u0080",
            6L,
            "\u00f6",
            7L);
    assertThat(CanonicalJson.text(map))
        .isEqualTo(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @Test
  void structuresHaveNoSpace() {
    assertThat(CanonicalJson.text(Map.of("a", Arrays.asList(1L, null, true, List.of(), Map.of()))))
        .isEqualTo("{\"a\":[1,null,true,[],{}]}");
  }

  @Test
  void whatHasNoFormIsRefused() {
    assertThatThrownBy(() -> CanonicalJson.text(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.text("\udc00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.text(Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
