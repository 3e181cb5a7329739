package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.standing.Statuses;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a saga between two places in its history.
 *
 * @param from how many events it had before
 * @param to how many it had after
 * @param effects those that are not as they were
 * @param events what was recorded between, in order
 */
@Schema(name = "Diff")
record DiffResource(
    String from,
    String to,
    String statusBefore,
    String statusAfter,
    List<Changed> effects,
    List<Named> events) {

  /** One effect; before is absent for one that had not been asked for. */
  @Schema(name = "ChangedEffect")
  record Changed(String effect, @Nullable EffectState before, EffectState after) {}

  /**
   * Where an effect was.
   *
   * @param wanted false once it was given up
   * @param loss it is listed as a loss
   */
  @Schema(name = "EffectState")
  record EffectState(
      String level,
      int depth,
      Instant since,
      boolean wanted,
      boolean loss,
      int attempts,
      @Nullable Object result,
      @Nullable String reason) {

    static EffectState of(Effect effect) {
      return new EffectState(
          effect.rung().name(),
          effect.depth(),
          effect.rungSince(),
          effect.wanted(),
          effect.loss(),
          effect.sends(),
          effect.result(),
          effect.reason());
    }
  }

  @Schema(name = "NamedEvent")
  record Named(String sequence, String type, Instant recordedAt) {}

  static DiffResource of(SagaView before, SagaView after, List<Named> events) {
    List<Changed> changed = new ArrayList<>();
    for (Effect effect : after.state().all()) {
      Effect earlier = before.state().effect(effect.key());
      EffectState then = earlier == null ? null : EffectState.of(earlier);
      EffectState now = EffectState.of(effect);
      if (!Objects.equals(then, now)) {
        changed.add(new Changed(effect.key().toString(), then, now));
      }
    }
    return new DiffResource(
        Long.toString(before.state().sequence()),
        Long.toString(after.state().sequence()),
        Statuses.statusOf(before.definition(), before.state()).name(),
        Statuses.statusOf(after.definition(), after.state()).name(),
        changed,
        events);
  }
}
