package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.standing.Statuses;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One saga as it is now.
 *
 * @param status NOT_STARTED, RUNNING, CONFIRMED, PARKED, COMPENSATING, COMPLETED or COMPENSATED
 * @param direction forward or backward
 * @param why what made it go backward
 * @param paused since when, by whom and why it is paused; absent while it is not
 * @param sequence how many events it has
 * @param deadline when it is overdue, going forward
 * @param losses actions that stand, or may, and could not be undone; only once it has ended
 */
@Schema(name = "Saga")
record SagaResource(
    String id,
    String definition,
    int version,
    String status,
    String direction,
    @Nullable String why,
    @Nullable PausedResource paused,
    String sequence,
    @Nullable Instant startedAt,
    Instant lastEventAt,
    @Nullable Instant deadline,
    @Nullable Instant endedAt,
    @Nullable Object input,
    Map<String, @Nullable Object> attributes,
    @Nullable Object result,
    @Nullable List<String> losses) {

  static SagaResource of(SagaView view) {
    Saga saga = view.state();
    Saga.Ended ended = saga.ended();
    DefinitionRef ref = Objects.requireNonNull(saga.definition());
    return new SagaResource(
        saga.id(),
        ref.name(),
        ref.version(),
        Statuses.statusOf(view.definition(), saga).name(),
        saga.backward() ? "backward" : "forward",
        saga.why(),
        PausedResource.of(saga.paused()),
        Long.toString(saga.sequence()),
        saga.startedAt(),
        view.lastEventAt(),
        saga.deadline(),
        ended == null ? null : ended.at(),
        saga.input(),
        saga.attributes(),
        ended == null ? null : ended.result(),
        ended == null ? null : ended.losses().stream().map(EffectKey::toString).toList());
  }
}
