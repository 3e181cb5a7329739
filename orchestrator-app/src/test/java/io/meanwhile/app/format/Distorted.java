package io.meanwhile.app.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** JSON bytes that are not, or no longer, as this product writes them; from a seed. */
public final class Distorted {
  /** What matters to those who read JSON, and bytes that are not UTF-8 where they stand. */
  private static final byte[] TELLING =
      "\"\\{}[],:/ \n\t+-.eEu0123456789ntrfabZT\u00e4\u20ac\ud83d\ude00\ufffd\0\u007f"
          .getBytes(StandardCharsets.UTF_8);

  private static final int[] MALFORMED = {0xC0, 0xC1, 0xED, 0xA0, 0x80, 0xF5, 0xFF, 0xE0, 0xF0};

  private final Random random;

  public Distorted(long seed) {
    random = new Random(seed);
  }

  /** One to three bytes changed, put in or taken out, or the end torn off, or a part doubled. */
  public byte[] mutated(byte[] json) {
    byte[] next = json;
    for (int i = random.nextInt(3); i >= 0; i--) {
      next = mutatedOnce(next);
    }
    return next;
  }

  private byte[] mutatedOnce(byte[] json) {
    int at = random.nextInt(json.length + 1);
    int to = Math.min(json.length, at + 1 + random.nextInt(3));
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(json, at);
      case 1 -> joined(json, at, new byte[0], to);
      case 2 -> joined(json, at, Arrays.copyOfRange(json, at, to), at);
      case 3 -> joined(json, at, new byte[] {telling()}, at);
      default -> joined(json, at, new byte[] {telling()}, Math.min(json.length, at + 1));
    };
  }

  private byte telling() {
    return random.nextInt(8) == 0
        ? (byte) MALFORMED[random.nextInt(MALFORMED.length)]
        : TELLING[random.nextInt(TELLING.length)];
  }

  private static byte[] joined(byte[] json, int until, byte[] between, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(json, 0, until);
    out.writeBytes(between);
    out.write(json, from, json.length - from);
    return out.toByteArray();
  }

  /** The same value in another form: members in any order, white space, escapes, other numbers. */
  public byte[] reworded(byte[] json) {
    StringBuilder out = new StringBuilder();
    write(out, JsonReading.stored().read(json));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(StringBuilder out, @Nullable Object value) {
    space(out);
    switch (value) {
      case String s -> string(out, s);
      case Map<?, ?> m -> object(out, m);
      case List<?> l -> array(out, l);
      case Long n when random.nextInt(10) == 0 -> out.append(n).append(".0");
      case null, default -> out.append(CanonicalJson.text(value));
    }
    space(out);
  }

  private void object(StringBuilder out, Map<?, ?> map) {
    List<Object> names = new ArrayList<>(map.keySet());
    if (random.nextInt(4) == 0) {
      Collections.shuffle(names, random);
    }
    out.append('{');
    for (Object name : names) {
      out.append(name.equals(names.getFirst()) ? "" : ",");
      space(out);
      string(out, (String) name);
      out.append(':');
      write(out, map.get(name));
    }
    out.append('}');
  }

  private void array(StringBuilder out, List<?> values) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",");
      write(out, values.get(i));
    }
    out.append(']');
  }

  private void string(StringBuilder out, String text) {
    if (random.nextInt(10) > 0) {
      out.append(CanonicalJson.text(text));
      return;
    }
    out.append('"');
    text.chars().forEach(c -> out.append("\\u%04x".formatted(c)));
    out.append('"');
  }

  private void space(StringBuilder out) {
    if (random.nextInt(50) == 0) {
      out.append(" \n\t\r".charAt(random.nextInt(4)));
    }
  }
}
