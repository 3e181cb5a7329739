package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one of several observers said last. Each of its reports stands for itself: what an earlier
 * one said besides is not carried over.
 *
 * @param depth confirmations, 0 when it counts none
 * @param at when it was recorded
 * @param newestSeen when the observer saw what it counted newest, by its own time; null while it
 *     named none
 * @param newestSequence the observer's own number of it; null while it named none
 */
public record Voice(
    String observer,
    Report says,
    int depth,
    @Nullable Object result,
    @Nullable CompensationOutcome outcome,
    Instant at,
    @Nullable Instant newestSeen,
    @Nullable Long newestSequence) {

  public Voice {
    result = Json.copy(result);
  }

  /** It says that the effect stands. */
  public boolean affirms() {
    return says == Report.CONFIRMED || says == Report.FINAL;
  }

  /** It says that the effect does not stand: it never did, or it is gone. */
  public boolean denies() {
    return says == Report.REFUSED || says == Report.REVERTED;
  }
}
