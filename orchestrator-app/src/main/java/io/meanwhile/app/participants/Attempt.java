package io.meanwhile.app.participants;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Template;
import io.meanwhile.core.participant.EffectRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a participant.
 *
 * @param request what the participant is asked
 * @param effect the key within the saga
 * @param answer how long the participant may take
 * @param reportUntil until when it may report about this effect
 * @param with what the request's input was made from: where it names a secret, the participant gets
 *     one; null where nothing is said
 */
public record Attempt(
    EffectRequest request,
    EffectKey effect,
    Duration answer,
    Instant reportUntil,
    @Nullable Template with) {

  /** One that names no secret. */
  public Attempt(EffectRequest request, EffectKey effect, Duration answer, Instant reportUntil) {
    this(request, effect, answer, reportUntil, null);
  }

  Attempt asking(EffectRequest other) {
    return new Attempt(other, effect, answer, reportUntil, with);
  }
}
