package io.meanwhile.app.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * RFC 8785 (JSON Canonicalization Scheme) over JSON-shaped values as {@link
 * io.meanwhile.core.json.Json} defines them: one value has one text, so that it can be hashed.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The canonical bytes in UTF-8. */
  public static byte[] bytes(@Nullable Object value) {
    JsonBuffer out = new JsonBuffer();
    write(out, value);
    return out.copy(0, out.size());
  }

  /** The canonical text. */
  public static String text(@Nullable Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /**
   * Writes the value.
   *
   * @throws IllegalArgumentException for what has no canonical form: other types, numbers that are
   *     not finite, half a surrogate pair
   */
  public static void write(JsonBuffer out, @Nullable Object value) {
    switch (value) {
      case null -> out.put("null");
      case String s -> out.string(s);
      case Boolean b -> out.put(b ? "true" : "false");
      case Integer i -> out.number(i);
      case Long l -> out.number(l);
      case Double d -> out.put(EcmaNumber.text(d));
      case Map<?, ?> m -> object(out, m);
      case List<?> l -> array(out, l);
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass().getName());
    }
  }

  private static void object(JsonBuffer out, Map<?, ?> map) {
    Map<?, ?> sorted = isSorted(map) ? map : new TreeMap<>(map);
    char next = '{';
    for (Map.Entry<?, ?> entry : sorted.entrySet()) {
      out.put(next).string((String) entry.getKey()).put(':');
      write(out, entry.getValue());
      next = ',';
    }
    if (next == '{') {
      out.put('{');
    }
    out.put('}');
  }

  /** String's own order is the order of UTF-16 units, which is the one the RFC asks for. */
  private static boolean isSorted(Map<?, ?> map) {
    String before = null;
    for (Object key : map.keySet()) {
      if (!(key instanceof String name)) {
        throw new IllegalArgumentException("not a JSON name: " + key);
      }
      if (before != null && before.compareTo(name) > 0) {
        return false;
      }
      before = name;
    }
    return true;
  }

  private static void array(JsonBuffer out, List<?> values) {
    char next = '[';
    for (Object value : values) {
      out.put(next);
      write(out, value);
      next = ',';
    }
    if (next == '[') {
      out.put('[');
    }
    out.put(']');
  }
}
