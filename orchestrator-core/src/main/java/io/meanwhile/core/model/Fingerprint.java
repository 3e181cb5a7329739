package io.meanwhile.core.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit digest of JSON-shaped content, the same on every machine and in every version (FNV-1a).
 * Not for secrets: it only tells apart what one observer says under one id.
 */
final class Fingerprint {
  private static final long PRIME = 0x100000001b3L;

  private Fingerprint() {}

  static String of(@Nullable Object... content) {
    long hash = 0xcbf29ce484222325L;
    for (Object part : content) {
      hash = add(hash, part);
    }
    return Long.toHexString(hash);
  }

  private static long add(long hash, @Nullable Object value) {
    return switch (value) {
      case null -> mix(hash, 'n');
      case String text -> text(mix(hash, 's'), text);
      case Boolean truth -> mix(hash, truth ? 't' : 'f');
      case Double real -> mix(mix(hash, 'd'), Double.doubleToLongBits(real));
      case Number whole -> mix(mix(hash, 'i'), whole.longValue());
      case Map<?, ?> map -> {
        long all = mix(mix(hash, 'm'), map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          all = add(add(all, entry.getKey()), entry.getValue());
        }
        yield all;
      }
      case List<?> list -> {
        long all = mix(mix(hash, 'l'), list.size());
        for (Object item : list) {
          all = add(all, item);
        }
        yield all;
      }
      default -> text(mix(hash, 'o'), value.toString());
    };
  }

  private static long text(long hash, String text) {
    long all = mix(hash, text.length());
    for (int i = 0; i < text.length(); i++) {
      all = (all ^ text.charAt(i)) * PRIME;
    }
    return all;
  }

  private static long mix(long hash, long bits) {
    long all = hash;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      all = (all ^ ((bits >>> shift) & 0xff)) * PRIME;
    }
    return all;
  }
}
