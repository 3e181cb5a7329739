package io.meanwhile.app.api;

import io.meanwhile.app.format.Section;
import org.jspecify.annotations.Nullable;

/** Sequence numbers in a body: texts, as they are shown, or whole numbers. */
final class Sequences {
  private Sequences() {}

  /** Null when absent or noted as a flaw. */
  static @Nullable String read(Section section, String key, long least) {
    Object value = section.value(key);
    if (value == null) {
      return null;
    }
    String text = value instanceof Long || value instanceof String ? value.toString() : "";
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < least) {
      section.flaw(
          "bad-number", key, key + " must be a whole number of " + least + " or more", null);
      return null;
    }
    return text;
  }
}
