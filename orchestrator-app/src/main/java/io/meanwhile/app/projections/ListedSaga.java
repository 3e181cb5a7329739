package io.meanwhile.app.projections;

import io.meanwhile.app.log.Micros;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One saga as the list knows it.
 *
 * @param status NOT_STARTED when none of its events could be read
 * @param eventCount how many events it had
 * @param updatedAt when the newest of them was recorded
 * @param questions how many are open
 * @param divergences kinds, such as {@code refused}
 * @param details what is shown and not searched
 * @param unreadable why it cannot be read; the rest is then what was last known
 */
public record ListedSaga(
    long sagaKey,
    String id,
    String definition,
    int version,
    SagaStatus status,
    boolean backward,
    long eventCount,
    Instant startedAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    boolean withLosses,
    int questions,
    List<String> divergences,
    Details details,
    @Nullable String unreadable) {

  /**
   * What is shown and not searched.
   *
   * @param moreAttributes there are more than are shown here
   * @param losses the first of them
   */
  public record Details(
      Map<String, @Nullable Object> attributes,
      boolean moreAttributes,
      @Nullable String why,
      @Nullable Instant deadline,
      List<String> losses,
      boolean paused) {
    static final Details NONE = new Details(Map.of(), false, null, null, List.of(), false);
  }

  Place place() {
    return new Place(Micros.of(startedAt), sagaKey);
  }
}
