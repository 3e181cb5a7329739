package io.meanwhile.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A departure from what the definition expects, and the reaction to it.
 *
 * @param effect null when it concerns the saga as a whole
 * @param expected in words
 * @param observed in words
 */
public record Divergence(
    @Nullable EffectKey effect,
    DivergenceKind kind,
    String expected,
    String observed,
    Reaction reaction,
    Instant at) {}
