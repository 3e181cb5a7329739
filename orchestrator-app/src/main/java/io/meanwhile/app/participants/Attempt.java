package io.meanwhile.app.participants;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.participant.EffectRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * One request on its way to a participant.
 *
 * @param request what the participant is asked
 * @param effect the key within the saga
 * @param answer how long the participant may take
 * @param reportUntil until when it may report about this effect
 */
public record Attempt(
    EffectRequest request, EffectKey effect, Duration answer, Instant reportUntil) {}
