/**
 * The saga state machine: decide (command to events) and evolve (event to state), both pure. No
 * clock, no randomness, no I/O, no mutable state may ever live here.
 */
@NullMarked
package io.meanwhile.core.decider;

import org.jspecify.annotations.NullMarked;
