package io.meanwhile.core.model;

import java.time.Instant;

/**
 * What is to be sent for an effect and has not been answered: dispatch reads nothing else.
 *
 * @param probe true when the participant is only asked for the present state
 * @param attempt counts from 1, separately for sends and probes
 * @param at not before this time
 */
public record Ask(boolean probe, int attempt, Instant at) {}
