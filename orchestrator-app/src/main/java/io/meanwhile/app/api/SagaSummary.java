package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.projections.ListedSaga;
import io.meanwhile.core.model.Saga;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One saga as the list knows it, with its input and result.
 *
 * @param status NOT_STARTED, RUNNING, CONFIRMED, PARKED, COMPENSATING, COMPLETED or COMPENSATED;
 *     NOT_STARTED when none of its events could be read
 * @param direction forward or backward
 * @param why what made it go backward; its beginning, when it is long
 * @param paused true while it is paused; absent while it is not
 * @param sequence how many events it had
 * @param attributes those there is room for
 * @param moreAttributes true when there are others
 * @param withLosses it ended, and something that stands could not be undone
 * @param losses the first 50 of those; only once it has ended
 * @param openQuestions how many questions wait for an operator
 * @param divergences kinds of all divergences so far
 * @param unreadable why the saga cannot be read; the rest is then what was last known of it
 * @param input what it was started with
 * @param result what came of it, once it has ended
 */
@Schema(name = "SagaSummary")
record SagaSummary(
    String id,
    String definition,
    int version,
    String status,
    String direction,
    @Nullable String why,
    @Nullable Boolean paused,
    String sequence,
    Instant startedAt,
    Instant lastEventAt,
    @Nullable Instant deadline,
    @Nullable Instant endedAt,
    Map<String, @Nullable Object> attributes,
    @Nullable Boolean moreAttributes,
    boolean withLosses,
    @Nullable List<String> losses,
    int openQuestions,
    List<String> divergences,
    @Nullable String unreadable,
    @Nullable Object input,
    @Nullable Object result) {

  /**
   * @param view the saga itself, which may have moved on; null when it cannot be read
   */
  static SagaSummary of(ListedSaga saga, @Nullable SagaView view) {
    Saga.Ended ended = view == null ? null : view.state().ended();
    ListedSaga.Details details = saga.details();
    return new SagaSummary(
        saga.id(),
        saga.definition(),
        saga.version(),
        saga.status().name(),
        saga.backward() ? "backward" : "forward",
        details.why(),
        details.paused() ? true : null,
        Long.toString(saga.eventCount()),
        saga.startedAt(),
        saga.updatedAt(),
        details.deadline(),
        saga.endedAt(),
        details.attributes(),
        details.moreAttributes() ? true : null,
        saga.withLosses(),
        saga.endedAt() == null ? null : details.losses(),
        saga.questions(),
        saga.divergences(),
        saga.unreadable(),
        view == null ? null : view.state().input(),
        ended == null ? null : ended.result());
  }
}
