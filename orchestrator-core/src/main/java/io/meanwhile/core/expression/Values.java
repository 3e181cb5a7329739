package io.meanwhile.core.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import io.meanwhile.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Between JSON-shaped values and CEL's own. */
final class Values {
  /** How many values a result may hold, all in all: it is stored, sent and shown. */
  static final int MOST = 100_000;

  private Values() {}

  /** CEL has a value of its own for null; everything else is shared as it is. */
  static Object toCel(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case SeenMap map -> map;
      case SeenList list -> list;
      case Map<?, ?> map -> new SeenMap(map);
      case List<?> list -> new SeenList(list);
      default -> value;
    };
  }

  /**
   * The JSON-shaped value.
   *
   * @throws IllegalArgumentException for what has no place in JSON, or is too much
   */
  static @Nullable Object fromCel(@Nullable Object value) {
    return fromCel(value, new int[] {MOST});
  }

  private static @Nullable Object fromCel(@Nullable Object value, int[] left) {
    if (left[0]-- <= 0) {
      throw new IllegalArgumentException("the result holds more than " + MOST + " values");
    }
    return switch (value) {
      case null -> null;
      case NullValue _ -> null;
      case UnsignedLong unsigned -> Json.copy(unsigned.bigIntegerValue());
      case Decimal decimal -> decimal.toString();
      case Duration duration -> duration.toString();
      case Instant moment -> moment.toString();
      case Optional<?> optional -> fromCel(optional.orElse(null), left);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), fromCel(entry, left)));
        yield Json.object(copy);
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(fromCel(item, left)));
        yield Json.copy(copy);
      }
      default -> Json.copy(value);
    };
  }

  /** A map as CEL sees it: what is read is looked at, the rest costs nothing. */
  private static final class SeenMap extends AbstractMap<String, Object> {
    private final Map<?, ?> map;

    SeenMap(Map<?, ?> map) {
      this.map = map;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return containsKey(key) ? toCel(map.get(key)) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return key instanceof String && map.containsKey(key);
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new LinkedHashMap<>();
      map.forEach((key, value) -> all.put(String.valueOf(key), toCel(value)));
      return all.entrySet();
    }
  }

  private static final class SeenList extends AbstractList<Object> implements RandomAccess {
    private final List<?> list;

    SeenList(List<?> list) {
      this.list = list;
    }

    @Override
    public Object get(int index) {
      return toCel(list.get(index));
    }

    @Override
    public int size() {
      return list.size();
    }
  }
}
