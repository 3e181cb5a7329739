package io.meanwhile.sagas.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report about one effect, by the participant it was asked of.
 *
 * @param effect the effect's key, as it came in {@code Idempotency-Key}
 * @param id the observer's own id of this report; the same one again is not counted twice
 * @param status accepted, confirmed, final, refused, reverted or unknown
 * @param depth confirmations so far; null when they are not counted
 * @param outcome of a compensation: undone or blocked
 * @param observedAt when it was seen; null means when it arrives
 * @param sequence the participant's own number of this report, 0 or more; null when it has none
 */
public record Report(
    String effect,
    String id,
    String status,
    @Nullable Integer depth,
    @Nullable Object result,
    @Nullable String reason,
    @Nullable String outcome,
    @Nullable Instant observedAt,
    @Nullable Long sequence) {

  /** A report without a number of its own. */
  public Report(
      String effect,
      String id,
      String status,
      @Nullable Integer depth,
      @Nullable Object result,
      @Nullable String reason,
      @Nullable String outcome,
      @Nullable Instant observedAt) {
    this(effect, id, status, depth, result, reason, outcome, observedAt, null);
  }

  /** It has happened, and that is the last word. */
  public static Report done(String effect, String id, @Nullable Object result) {
    return new Report(effect, id, "final", null, result, null, null, null);
  }

  /** It did not happen and never will. */
  public static Report refused(String effect, String id, String reason) {
    return new Report(effect, id, "refused", null, null, reason, null, null);
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("effect", effect);
    body.put("id", id);
    body.put("status", status);
    put(body, "depth", depth);
    put(body, "result", result);
    put(body, "reason", reason);
    put(body, "outcome", outcome);
    put(body, "observedAt", observedAt == null ? null : observedAt.toString());
    put(body, "sequence", sequence == null ? null : sequence.toString());
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
