package io.meanwhile.app.format;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of a document, read key by key. What is wrong is noted with its place and reading goes
 * on: each method then answers as if the key were absent.
 */
public final class Section {
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private final Node.Fields node;
  private final String pointer;
  private final Flaws flaws;

  private Section(Node.Fields node, String pointer, Flaws flaws) {
    this.node = node;
    this.pointer = pointer;
    this.flaws = flaws;
  }

  /** Notes every key that is not known, or not yet. */
  static Section of(Node node, String pointer, Keys keys, Flaws flaws) {
    Section section = open(node, pointer, flaws);
    keys.check(section.node, pointer, flaws);
    return section;
  }

  /** An object with keys of its own choice. */
  static Section open(Node node, String pointer, Flaws flaws) {
    if (node instanceof Node.Fields fields) {
      return new Section(fields, pointer, flaws);
    }
    flaws.add("wrong-type", node.place(), pointer, Pointers.named(pointer, "an object", node));
    return new Section(new Node.Fields(node.place(), Map.of()), pointer, flaws);
  }

  Set<Map.Entry<String, Node.Field>> entries() {
    return node.fields().entrySet();
  }

  /** All keys and values, JSON-shaped. */
  public Map<String, @Nullable Object> values() {
    return node.value();
  }

  Flaws flaws() {
    return flaws;
  }

  public boolean has(String key) {
    return node.fields().containsKey(key);
  }

  /** JSON pointer of that key. */
  String at(String key) {
    return Pointers.child(pointer, key);
  }

  /** Where the key stands; where the object stands when it has none. */
  Place place(String key) {
    Node.Field field = node.fields().get(key);
    return field == null ? node.place() : field.key();
  }

  /** The value, or null when the key is absent or says null. */
  @Nullable Node node(String key) {
    Node.Field field = node.fields().get(key);
    return field == null || isNull(field.value()) ? null : field.value();
  }

  static boolean isNull(Node value) {
    return value instanceof Node.Scalar scalar && scalar.value() == null;
  }

  /** The value, JSON-shaped; null when absent. */
  public @Nullable Object value(String key) {
    Node value = node(key);
    return value == null ? null : value.value();
  }

  /** Where the parts of the value stand; of the object itself when the key is absent. */
  public Places places(String key) {
    Node value = node(key);
    return new Places(value == null ? node : value, at(key));
  }

  /** Where the parts of the whole object stand. */
  public Places places() {
    return new Places(node, pointer);
  }

  /** The object under this key; null when absent. */
  public @Nullable Section section(String key, Keys keys) {
    Node value = node(key);
    return value == null ? null : of(value, at(key), keys, flaws);
  }

  /** Notes that the key is missing unless it is there with a value, misspelt or wrong already. */
  public void require(String key) {
    require(key, List.of(key));
  }

  /** The same, where a misspelt one may mean any of these. */
  void require(String key, List<String> meant) {
    if (node(key) == null && !flaws.touch(at(key)) && !flaws.misspelt(pointer, meant)) {
      flaws.add("missing-key", node.place(), at(key), key + " is required");
    }
  }

  public void flaw(String code, String key, String message, @Nullable String suggestion) {
    Node value = node(key);
    flaws.add(code, value == null ? place(key) : value.place(), at(key), message, suggestion);
  }

  private void wrongType(String key, String expected, @Nullable String suggestion) {
    Node value = node(key);
    String found = value == null ? "nothing" : value.kind();
    flaw("wrong-type", key, key + " must be " + expected + ", found " + found, suggestion);
  }

  public @Nullable String text(String key) {
    Object value = scalar(key);
    if (value instanceof String text) {
      return text;
    }
    if (value != null) {
      wrongType(key, "a text", value instanceof Node ? null : "\"" + value + "\"");
    }
    return null;
  }

  /** A text that is not empty and has at most so many characters. */
  public @Nullable String line(String key, int longest) {
    String text = text(key);
    if (text != null && (text.isBlank() || text.length() > longest)) {
      flaw("bad-text", key, key + " must have 1 to " + longest + " characters", null);
      return null;
    }
    return text;
  }

  /** The text when it has this form. */
  public @Nullable String text(String key, Pattern form, String code) {
    String text = text(key);
    if (text != null && !form.matcher(text).matches()) {
      flaw(code, key, key + " must look like " + form.pattern(), null);
      return null;
    }
    return text;
  }

  public @Nullable Boolean truth(String key) {
    Object value = scalar(key);
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value != null) {
      wrongType(key, "true or false", null);
    }
    return null;
  }

  /** A whole number from {@code least} to {@code most}. */
  public @Nullable Integer whole(String key, int least, int most) {
    Object value = scalar(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Long number)) {
      wrongType(key, "a whole number", null);
      return null;
    }
    if (number < least || number > most) {
      flaw("bad-number", key, key + " must be from " + least + " to " + most, null);
      return null;
    }
    return number.intValue();
  }

  @Nullable Double number(String key, double least, double most) {
    Object value = scalar(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number)) {
      wrongType(key, "a number", null);
      return null;
    }
    double real = number.doubleValue();
    if (real < least || real > most) {
      flaw(
          "bad-number",
          key,
          key + " must be from " + Numbers.plain(least) + " to " + Numbers.plain(most),
          null);
      return null;
    }
    return real;
  }

  /** One of these words. */
  public @Nullable String word(String key, Collection<String> words) {
    String text = text(key);
    if (text != null && !words.contains(text)) {
      flaw(
          "bad-choice",
          key,
          key + " must be one of " + String.join(", ", words),
          Closest.to(text, words));
      return null;
    }
    return text;
  }

  /** Any object; null when absent. */
  public @Nullable Map<String, @Nullable Object> object(String key) {
    Node value = node(key);
    if (value == null || value instanceof Node.Fields) {
      return value == null ? null : ((Node.Fields) value).value();
    }
    wrongType(key, "an object", null);
    return null;
  }

  public @Nullable Duration duration(String key, Duration least, Duration most) {
    Object value = scalar(key);
    if (value == null) {
      return null;
    }
    String text = value.toString();
    Duration duration = value instanceof String ? Durations.parse(text).orElse(null) : null;
    if (duration == null) {
      flaw(
          "bad-duration",
          key,
          key + " must be an ISO-8601 duration such as PT10S, PT5M or P1D",
          Durations.suggestion(text));
      return null;
    }
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      flaw("bad-duration", key, key + " must be from " + least + " to " + most, null);
      return null;
    }
    return duration;
  }

  /** ISO-8601 in UTC, from 1970 to 9999. */
  public @Nullable Instant instant(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      Instant instant = Instant.parse(text);
      if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(YEAR_10000)) {
        return instant;
      }
    } catch (DateTimeException notAnInstant) {
      // Told below, together with those that are out of range.
    }
    flaw("bad-instant", key, key + " must be an instant such as 2026-01-31T12:00:00Z", null);
    return null;
  }

  /** The value; null when absent. An object or a list comes as it is and is no scalar. */
  private @Nullable Object scalar(String key) {
    Node value = node(key);
    return value instanceof Node.Scalar scalar ? scalar.value() : value;
  }
}
