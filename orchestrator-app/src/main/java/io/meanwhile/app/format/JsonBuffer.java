package io.meanwhile.app.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Growing bytes of JSON text in UTF-8, written in RFC 8785's forms. Made to be reused: {@link
 * #reset()} keeps the array. Not thread-safe.
 */
public final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private int size;

  /** Forgets what was written. */
  public void reset() {
    size = 0;
  }

  /** Bytes written since the last reset. */
  public int size() {
    return size;
  }

  /** A copy of the bytes in [from, to). */
  public byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** Feeds the bytes in [from, to) without copying them. */
  public void into(MessageDigest digest, int from, int to) {
    digest.update(bytes, from, to - from);
  }

  /** Writes a character that needs no escape, such as a brace. */
  public JsonBuffer put(char ascii) {
    room(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Writes bytes that are JSON already. */
  public JsonBuffer put(byte[] json) {
    room(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    return this;
  }

  /** Writes ASCII text that is JSON already. */
  public JsonBuffer put(String ascii) {
    int length = ascii.length();
    room(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Writes a whole number. */
  public JsonBuffer number(long value) {
    return put(Long.toString(value));
  }

  /** Leaves room for {@link #hex} to fill in later; returns where. */
  public int skip(int length) {
    room(length);
    int at = size;
    size += length;
    return at;
  }

  /** Fills in the digest as lower-case hex, at a place that {@link #skip} gave. */
  public void hex(int at, byte[] digest) {
    int next = at;
    for (byte b : digest) {
      bytes[next++] = HEX[(b >> 4) & 15];
      bytes[next++] = HEX[b & 15];
    }
  }

  /**
   * Writes a string with its quotes.
   *
   * @throws IllegalArgumentException for half a surrogate pair: there is no UTF-8 for it
   */
  public JsonBuffer string(String text) {
    int length = text.length();
    room(3 * length + 2);
    bytes[size++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c, length - i);
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | (c >> 6));
        continuation(c);
      } else if (Character.isSurrogate(c)) {
        supplementary(text, i++);
      } else {
        bytes[size++] = (byte) (0xE0 | (c >> 12));
        continuation(c >> 6);
        continuation(c);
      }
    }
    room(1);
    bytes[size++] = '"';
    return this;
  }

  private void ascii(char c, int left) {
    if (c >= 0x20 && c != '"' && c != '\\') {
      bytes[size++] = (byte) c;
      return;
    }
    room(6 + 3 * left);
    bytes[size++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[size++] = (byte) c;
      case '\b' -> bytes[size++] = 'b';
      case '\t' -> bytes[size++] = 't';
      case '\n' -> bytes[size++] = 'n';
      case '\f' -> bytes[size++] = 'f';
      case '\r' -> bytes[size++] = 'r';
      default -> {
        put("u00");
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 15];
      }
    }
  }

  private void supplementary(String text, int at) {
    int point = text.codePointAt(at);
    if (!Character.isSupplementaryCodePoint(point)) {
      throw new IllegalArgumentException("half a surrogate pair at index " + at + " of a string");
    }
    bytes[size++] = (byte) (0xF0 | (point >> 18));
    continuation(point >> 12);
    continuation(point >> 6);
    continuation(point);
  }

  private void continuation(int bits) {
    bytes[size++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
