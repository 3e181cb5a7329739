package io.meanwhile.app.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a row's bytes into events, and an event into what is hashed and what is not. */
final class EventBytes {
  private static final String PAYLOAD = "\"payload\":";

  private EventBytes() {}

  /** One event's bytes, each as one character, so that no byte changes. */
  static List<String> split(String text) {
    List<String> events = new ArrayList<>();
    int from = 1;
    while (from < text.length() && text.charAt(from) == '{') {
      int to = end(text, from);
      events.add(text.substring(from, to));
      from = to + 1;
    }
    return events;
  }

  /** Where the payload stands: its first character, and the one after its last. */
  static int[] payload(String event) {
    int at = 1;
    while (at < event.length()) {
      if (event.startsWith(PAYLOAD, at)) {
        int from = at + PAYLOAD.length();
        return new int[] {from, end(event, from)};
      }
      int colon = end(event, at);
      at = end(event, colon + 1) + 1;
    }
    throw new IllegalArgumentException("an event without payload");
  }

  /** The event as it is hashed. */
  static String hashed(String event) {
    int[] payload = payload(event);
    return event.substring(0, payload[0] - PAYLOAD.length()) + event.substring(payload[1] + 1);
  }

  static byte[] bytes(String event) {
    return event.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The end of the JSON value that begins here. */
  private static int end(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfString(text, i);
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      boolean last = i + 1 == text.length() || ",:]}".indexOf(text.charAt(i + 1)) >= 0;
      if (depth == 0 && last) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("JSON that does not end");
  }

  private static int endOfString(String text, int from) {
    int i = from + 1;
    while (text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
