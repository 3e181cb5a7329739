package io.meanwhile.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void wholeNumbersAreLongsHoweverTheyCame() {
    assertThat(Json.copy(7)).isEqualTo(7L);
    assertThat(Json.copy(BigInteger.valueOf(7))).isEqualTo(7L);
    assertThat(Json.copy(7.0)).isEqualTo(7L);
    assertThat(Json.copy(-0.0)).isEqualTo(0L);
    assertThat(Json.copy(new BigDecimal("7.50"))).isEqualTo(7.5);
  }

  @Test
  void wholeNumbersEndAtTwoToThePowerOf53() {
    long most = 1L << 53;
    assertThat(Json.copy(most)).isEqualTo(most);
    assertThat(Json.copy(-most)).isEqualTo(-most);
    for (Object tooLarge :
        List.of(
            most + 1,
            -most - 1,
            BigInteger.valueOf(most).add(BigInteger.ONE),
            BigInteger.TWO.pow(256))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Json.copy(tooLarge))
          .withMessageContaining("write it as a string");
    }
  }

  @Test
  void whatIsNotJsonIsRefused() {
    for (Object no :
        List.of(Double.NaN, Double.POSITIVE_INFINITY, Instant.EPOCH, 'c', new int[] {1})) {
      assertThatIllegalArgumentException().isThrownBy(() -> Json.copy(no));
    }
  }

  @Test
  void aCopyDoesNotChangeWithWhatItWasMadeFrom() {
    List<Object> items = new ArrayList<>(List.of("a"));
    Map<String, @Nullable Object> map = new HashMap<>();
    map.put("items", items);
    map.put("none", null);
    Map<String, @Nullable Object> copy = Json.object(map);
    items.add("b");
    map.put("more", 1);
    assertThat(copy).containsOnlyKeys("items", "none");
    assertThat(copy.get("items")).isEqualTo(List.of("a"));
    assertThat(copy.get("none")).isNull();
  }

  @Test
  void nobodyCanChangeACopy() {
    Map<String, @Nullable Object> copy = Json.object(Map.of("items", List.of("a")));
    assertThatThrownBy(() -> copy.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.remove("items"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue(1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void keysAreSortedSoThatEqualValuesReadTheSame() {
    Map<String, Object> backward = new LinkedHashMap<>();
    backward.put("b", 1);
    backward.put("a", Arrays.asList(1, null));
    assertThat(Json.object(backward)).hasToString("{a=[1, null], b=1}");
    assertThat(Json.object(backward))
        .isEqualTo(Json.object(Map.of("a", Arrays.asList(1L, null), "b", 1L)));
  }

  @Test
  void copyingACopyCostsNothing() {
    Object copy = Json.copy(Map.of("a", List.of(1)));
    assertThat(Json.copy(copy)).isSameAs(copy);
    assertThat(Json.object(null)).isEmpty();
    assertThat(Json.copy(null)).isNull();
  }
}
