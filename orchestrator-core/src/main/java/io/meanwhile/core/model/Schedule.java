package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When sagas of a definition are started by themselves. Either {@code every} or {@code cron} is
 * there.
 *
 * @param every so often, on the round times counted from 1970; 1 second to ten years
 * @param cron a cron expression of six fields, the first for seconds
 * @param zone the time zone in which the cron expression is read
 * @param input of the sagas, JSON-shaped
 * @param paused it begins paused
 */
public record Schedule(
    @Nullable Duration every,
    @Nullable String cron,
    String zone,
    Overlap overlap,
    Missed missed,
    @Nullable Object input,
    boolean paused) {

  /** What is done when the time comes and the one before has not ended. */
  public enum Overlap {
    /** Nothing is started this time. */
    SKIP,
    /** The next one is started when the one before has ended. */
    QUEUE,
    /** It is started beside it. */
    ALLOW
  }

  /** What is done about times that passed while nobody was there. */
  public enum Missed {
    /** Nothing. */
    SKIP,
    /** The last of them is made up for. */
    LAST,
    /** Each is made up for. */
    ALL
  }

  public Schedule {
    input = Json.copy(input);
    if ((every == null) == (cron == null)) {
      throw new IllegalArgumentException("either every or cron");
    }
  }
}
