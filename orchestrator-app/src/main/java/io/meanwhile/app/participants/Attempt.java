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
 * @param sendUntil past it the participant may not know the key again; null for no limit
 */
public record Attempt(
    EffectRequest request,
    EffectKey effect,
    Duration answer,
    Instant reportUntil,
    @Nullable Template with,
    @Nullable Instant sendUntil) {

  /** One that names no secret. */
  public Attempt(EffectRequest request, EffectKey effect, Duration answer, Instant reportUntil) {
    this(request, effect, answer, reportUntil, null, null);
  }

  Attempt asking(EffectRequest other) {
    return new Attempt(other, effect, answer, reportUntil, with, sendUntil);
  }

  /** True when it must not be sent any more: a node that stood still may be that late. */
  public boolean isTooLate(Instant now) {
    return sendUntil != null && now.isAfter(sendUntil);
  }
}
