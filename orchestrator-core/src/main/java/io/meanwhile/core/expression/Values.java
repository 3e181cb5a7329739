package io.meanwhile.core.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import io.meanwhile.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between JSON-shaped values and CEL's own. */
final class Values {
  private Values() {}

  /** CEL has a value of its own for null; everything else is shared as it is. */
  static Object toCel(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), toCel(entry)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(toCel(item)));
        yield copy;
      }
      default -> value;
    };
  }

  static @Nullable Object fromCel(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case NullValue _ -> null;
      case UnsignedLong unsigned -> Json.copy(unsigned.bigIntegerValue());
      case Optional<?> optional -> fromCel(optional.orElse(null));
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), fromCel(entry)));
        yield Json.object(copy);
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(fromCel(item)));
        yield Json.copy(copy);
      }
      default -> Json.copy(value);
    };
  }
}
