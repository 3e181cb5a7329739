package io.meanwhile.app.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over JSON bytes that are most likely in the form that {@link JsonBuffer} gives them: no
 * white space, names where they are expected. That is several times as fast as a parser that must
 * be ready for anything. It accepts nothing that {@link JsonReading} would refuse and reads nothing
 * differently; whatever it has a doubt about it does not refuse but throws {@link
 * NotAsWrittenException}, and whoever uses it asks the general parser then. Not thread-safe.
 */
public final class WrittenJson {
  /** The general parsers allow more; what is deeper or longer is theirs. */
  private static final int MOST_DEPTH = 100;

  private static final int LONGEST_NAME = 1000;

  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads the bytes in [from, to). */
  public WrittenJson(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** The bytes of ASCII text, for {@link #expect} and {@link #take(byte[])}. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The index of the next byte. */
  public int at() {
    return at;
  }

  /** True when nothing follows. */
  public boolean atEnd() {
    return at == end;
  }

  /** Goes past these bytes. */
  public void expect(byte[] text) {
    if (!take(text)) {
      throw unsure();
    }
  }

  /** Goes past this character. */
  public void expect(char ascii) {
    if (!take(ascii)) {
      throw unsure();
    }
  }

  /** Goes past these bytes if they come next. */
  public boolean take(byte[] text) {
    if (!startsWith(text, at)) {
      return false;
    }
    at += text.length;
    return true;
  }

  /** Goes past this character if it comes next. */
  public boolean take(char ascii) {
    if (at < end && bytes[at] == ascii) {
      at++;
      return true;
    }
    return false;
  }

  /**
   * Goes past a member's name and colon if they come next, after a comma unless it is the first.
   */
  boolean takeName(byte[] name, boolean first) {
    int start = first ? at : at + 1;
    boolean comes = (first || (at < end && bytes[at] == ',')) && startsWith(name, start);
    if (comes) {
      at = start + name.length;
    }
    return comes;
  }

  private boolean startsWith(byte[] text, int from) {
    return end - from >= text.length
        && Arrays.equals(bytes, from, from + text.length, text, 0, text.length);
  }

  /** Reads a string. */
  public String string() {
    int from = at + 1;
    boolean plain = goPastString();
    int length = at - 1 - from;
    return plain
        ? new String(bytes, from, length, StandardCharsets.ISO_8859_1)
        : EscapedText.read(bytes, from, length);
  }

  /** Returns whether it is ASCII without escapes. */
  private boolean goPastString() {
    expect('"');
    int seen = 0;
    int escapes = 0;
    int next = at;
    while (next < end && bytes[next] != '"') {
      int b = bytes[next];
      if (b >= 0 && b < ' ') {
        throw unsure();
      }
      if (b == '\\') {
        escapes++;
        next++;
      }
      seen |= b;
      next++;
    }
    if (next >= end) {
      throw unsure();
    }
    at = next + 1;
    return seen >= 0 && escapes == 0;
  }

  /** Reads a whole number of at most 15 digits. */
  public long whole() {
    int from = at;
    goToClose();
    return WrittenNumber.whole(bytes, from, at);
  }

  private Object number() {
    int from = at;
    goToClose();
    return WrittenNumber.read(bytes, from, at);
  }

  /** A number ends where a member or an element ends, and nowhere else. */
  private void goToClose() {
    while (at < end && !closes(bytes[at])) {
      at++;
    }
  }

  private static boolean closes(byte b) {
    return b == ',' || b == '}' || b == ']';
  }

  /** Reads true or false. */
  boolean truth() {
    return Boolean.TRUE.equals(
        at < end && bytes[at] == 't' ? constant(TRUE, true) : constant(FALSE, false));
  }

  /** Reads any value; its maps and lists can be changed. */
  @Nullable Object value() {
    return value(0);
  }

  private @Nullable Object value(int depth) {
    if (at >= end || depth > MOST_DEPTH) {
      throw unsure();
    }
    return switch (bytes[at]) {
      case '"' -> string();
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case 't' -> constant(TRUE, true);
      case 'f' -> constant(FALSE, false);
      case 'n' -> constant(NULL, null);
      default -> number();
    };
  }

  private @Nullable Object constant(byte[] text, @Nullable Object value) {
    expect(text);
    if (at < end && !closes(bytes[at])) {
      throw unsure();
    }
    return value;
  }

  private Map<String, @Nullable Object> object(int depth) {
    expect('{');
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (!take('}')) {
      separator(map.isEmpty());
      String name = name();
      map.put(name, value(depth));
    }
    return map;
  }

  private List<@Nullable Object> array(int depth) {
    expect('[');
    List<@Nullable Object> list = new ArrayList<>();
    while (!take(']')) {
      separator(list.isEmpty());
      list.add(value(depth));
    }
    return list;
  }

  private void separator(boolean first) {
    if (!first) {
      expect(',');
    }
  }

  private String name() {
    int from = at;
    String name = string();
    expect(':');
    if (at - from > LONGEST_NAME) {
      throw unsure();
    }
    return name;
  }

  /** Goes past an object. */
  public void skipObject() {
    if (at >= end || bytes[at] != '{') {
      throw unsure();
    }
    skip(0);
  }

  private void skip(int depth) {
    if (at >= end || depth > MOST_DEPTH) {
      throw unsure();
    }
    switch (bytes[at]) {
      case '"' -> skipString();
      case '{', '[' -> skipNested(depth + 1);
      default -> value(depth);
    }
  }

  private void skipNested(int depth) {
    boolean named = bytes[at++] == '{';
    char close = named ? '}' : ']';
    boolean first = true;
    while (!take(close)) {
      separator(first);
      first = false;
      if (named) {
        int from = at;
        skipString();
        expect(':');
        if (at - from > LONGEST_NAME) {
          throw unsure();
        }
      }
      skip(depth);
    }
  }

  private void skipString() {
    int from = at + 1;
    if (!goPastString()) {
      EscapedText.read(bytes, from, at - 1 - from);
    }
  }

  static NotAsWrittenException unsure() {
    return new NotAsWrittenException();
  }
}
