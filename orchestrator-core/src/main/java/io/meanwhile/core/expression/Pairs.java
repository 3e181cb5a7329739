package io.meanwhile.core.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two values of the same shape. JSON knows one kind of number: a price of 100.0 is written as 100.
 * Expressions know two kinds and do not mix them, so where one side has a fraction, both are taken
 * as numbers with one.
 */
final class Pairs {
  private Pairs() {}

  /** The value, with its whole numbers as the other has them. */
  static @Nullable Object alike(@Nullable Object value, @Nullable Object other) {
    return switch (value) {
      case Long whole -> other instanceof Double ? (Object) whole.doubleValue() : whole;
      case Map<?, ?> map -> {
        Map<?, ?> others = other instanceof Map<?, ?> m ? m : Map.of();
        Map<String, @Nullable Object> like = new LinkedHashMap<>();
        map.forEach((key, one) -> like.put(String.valueOf(key), alike(one, others.get(key))));
        yield like;
      }
      case List<?> list -> {
        List<?> others = other instanceof List<?> l ? l : List.of();
        List<@Nullable Object> like = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          like.add(alike(list.get(i), i < others.size() ? others.get(i) : null));
        }
        yield like;
      }
      case null, default -> value;
    };
  }
}
