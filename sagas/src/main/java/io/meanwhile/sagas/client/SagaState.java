package io.meanwhile.sagas.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One saga at one moment.
 *
 * @param status RUNNING, CONFIRMED, COMPLETED, COMPENSATING, COMPENSATED or PARKED
 * @param why what made it go backward
 * @param sequence how many events it had
 * @param result once it has completed
 * @param losses what stands, or may, and could not be undone; null before the end
 */
public record SagaState(
    String id,
    String definition,
    int version,
    String status,
    @Nullable String why,
    long sequence,
    @Nullable Instant endedAt,
    @Nullable Object result,
    @Nullable List<String> losses) {

  /** True when nothing more is expected to happen. */
  public boolean ended() {
    return completed() || status.equals("COMPENSATED");
  }

  public boolean completed() {
    return status.equals("COMPLETED");
  }

  /** True when an operator has to decide. */
  public boolean parked() {
    return status.equals("PARKED");
  }
}
