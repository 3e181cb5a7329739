/**
 * Whole sagas against simulated participants under faults, from a seed. Judged by what happened at
 * the participants, not by the log; shares no rule with the decider.
 */
@NullMarked
package io.meanwhile.core.simulation;

import org.jspecify.annotations.NullMarked;
