package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReadingTest {
  private final JsonReading input = JsonReading.input(1000, 10);

  @Test
  void valuesBecomeJsonShaped() {
    assertThat(read("{\"b\":[1,2.5,\"x\",true,null],\"a\":{}}"))
        .isEqualTo(Map.of("b", Arrays.asList(1L, 2.5, "x", true, null), "a", Map.of()));
    assertThat(read("3.0")).isEqualTo(3L);
    assertThat(read("9007199254740992")).isEqualTo(1L << 53);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9007199254740993          | number-too-large
          -9007199254740993         | number-too-large
          1000000000000000000000000 | number-too-large
          1e17                      | number-too-large
          1e999                     | number-too-large
          {"a":1,"a":2}             | malformed-json
          {"a":1} {}                | malformed-json
          {"a":}                    | malformed-json
          "\\ud800"                 | malformed-json
          {"\\udc00":1}             | malformed-json
          NaN                       | malformed-json
          ' '                       | malformed-json
          [[[[[[[[[[[1]]]]]]]]]]]   | json-too-large
          """)
  void whatIsWrongIsRefusedWithACode(String json, String code) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            JsonReadingException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void anOversizeDocumentIsRefused() {
    assertThatThrownBy(() -> read("\"" + "x".repeat(1001) + "\""))
        .isInstanceOfSatisfying(
            JsonReadingException.class, e -> assertThat(e.code()).isEqualTo("json-too-large"));
  }

  @Test
  void aFlawIsLocated() {
    assertThatThrownBy(() -> read("{\n \"a\": 1,\n \"b\": x\n}"))
        .isInstanceOfSatisfying(
            JsonReadingException.class,
            e -> {
              assertThat(e.line()).isEqualTo(3);
              assertThat(e.column()).isPositive();
            });
  }

  @Test
  void whatWasStoredIsReadAsItWas() {
    List<Object> numbers = List.of(1e20, -1e17, 1e300, 0.1, Double.MIN_VALUE);
    assertThat(JsonReading.stored().read(CanonicalJson.bytes(numbers))).isEqualTo(numbers);
  }

  private @Nullable Object read(String json) {
    return input.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
