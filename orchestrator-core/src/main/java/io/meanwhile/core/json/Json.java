package io.meanwhile.core.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON-shaped values in plain Java: null, Boolean, Long, Double, String, List, Map with String
 * keys. All inputs, results and attributes have this shape. Maps are sorted by key, so that equal
 * values read the same everywhere. Whole numbers stay within ±2⁵³; larger ones (wei) are strings.
 */
public final class Json {
  private static final long MAX_SAFE = 1L << 53;

  private Json() {}

  /**
   * A deep immutable copy in the one accepted shape.
   *
   * @throws IllegalArgumentException for a type or a number that has no place in it
   */
  public static @Nullable Object copy(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String s -> text(s);
      case Boolean b -> b;
      case Integer i -> i.longValue();
      case Long l -> safe(l);
      case BigInteger b -> safe(exact(b));
      case Number n -> real(n.doubleValue());
      case Frozen f -> f;
      case FrozenList f -> f;
      case Map<?, ?> m -> object(m);
      case List<?> l -> list(l);
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass().getName());
    };
  }

  /** As {@link #copy}, for a value that must be an object; null becomes the empty object. */
  public static Map<String, @Nullable Object> object(@Nullable Map<?, ?> map) {
    if (map instanceof Frozen frozen) {
      return frozen;
    }
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    if (map != null) {
      map.forEach((key, value) -> sorted.put(text(String.valueOf(key)), copy(value)));
    }
    return new Frozen(sorted);
  }

  private static List<@Nullable Object> list(List<?> values) {
    List<@Nullable Object> copies = new ArrayList<>(values.size());
    for (Object value : values) {
      copies.add(copy(value));
    }
    return new FrozenList(Collections.unmodifiableList(copies));
  }

  /** Half a surrogate pair has no UTF-8: it could never be stored. */
  private static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw new IllegalArgumentException("half a surrogate pair at index " + i + " of a text");
        }
        i++;
      }
    }
    return text;
  }

  private static long exact(BigInteger number) {
    if (number.bitLength() > 62) {
      throw tooLarge(number);
    }
    return number.longValue();
  }

  private static Long safe(long number) {
    if (number > MAX_SAFE || number < -MAX_SAFE) {
      throw tooLarge(number);
    }
    return number;
  }

  private static Object real(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not a finite number: " + number);
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) <= MAX_SAFE;
    return whole ? (Object) (long) number : (Object) number;
  }

  private static IllegalArgumentException tooLarge(Object number) {
    return new IllegalArgumentException(
        "the number " + number + " is beyond 2^53: write it as a string");
  }

  /** An object that has been copied already; copying it again costs nothing. */
  private static final class Frozen extends java.util.AbstractMap<String, @Nullable Object> {
    private final Map<String, @Nullable Object> entries;

    Frozen(Map<String, @Nullable Object> entries) {
      this.entries = Collections.unmodifiableMap(entries);
    }

    @Override
    public java.util.Set<Entry<String, @Nullable Object>> entrySet() {
      return entries.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return key instanceof String ? entries.get(key) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return key instanceof String && entries.containsKey(key);
    }
  }

  private static final class FrozenList extends java.util.AbstractList<@Nullable Object> {
    private final List<@Nullable Object> values;

    FrozenList(List<@Nullable Object> values) {
      this.values = values;
    }

    @Override
    public @Nullable Object get(int index) {
      return values.get(index);
    }

    @Override
    public int size() {
      return values.size();
    }
  }
}
