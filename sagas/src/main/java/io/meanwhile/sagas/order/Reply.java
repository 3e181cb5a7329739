package io.meanwhile.sagas.order;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer as the participant contract has it.
 *
 * @param status of HTTP
 */
record Reply(int status, Map<String, Object> body) {

  /** No trace of the key: says nothing about what may still come. */
  static final Reply NO_TRACE = new Reply(200, Map.of("status", "unknown"));

  static Reply of(Entry entry, Instant now) {
    return entry.ready(now)
        ? new Reply(entry.said() == Entry.Said.REFUSED ? 422 : 200, words(entry))
        : new Reply(202, Map.of("status", "accepted"));
  }

  /** The last word, as it stands in an answer; a report says the same about a key. */
  static Map<String, Object> words(Entry entry) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("status", entry.said() == Entry.Said.REFUSED ? "refused" : "final");
    switch (entry.said()) {
      case DONE -> words.put("result", entry.result());
      case REFUSED -> words.put("reason", String.valueOf(entry.reason()));
      case UNDONE -> words.put("effect", "undone");
      case BLOCKED -> words.put("effect", "blocked");
    }
    words.put("occurredAt", entry.readyAt().toString());
    return words;
  }
}
