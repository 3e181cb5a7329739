package io.meanwhile.sagas.order;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one key; a line in the book.
 *
 * @param key the idempotency key
 * @param operation participant and operation
 * @param actionKey the key of the action that it is, or undoes
 * @param said what is said once it is ready
 * @param readyAt from when on it is said; until then the request is merely accepted
 */
record Entry(
    String key,
    String operation,
    String actionKey,
    Said said,
    Map<String, Object> result,
    @Nullable String reason,
    Instant readyAt) {

  /** The last word on a key. */
  enum Said {
    DONE,
    REFUSED,
    UNDONE,
    BLOCKED
  }

  boolean ready(Instant now) {
    return !now.isBefore(readyAt);
  }

  boolean compensation() {
    return said == Said.UNDONE || said == Said.BLOCKED;
  }

  /** A field of the result that is a number; 0 when there is none. */
  long number(String field) {
    return result.get(field) instanceof Number number ? number.longValue() : 0;
  }
}
