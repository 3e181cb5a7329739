/**
 * Explores everything that may happen to a saga of one definition and says what can go wrong. It
 * asks the production rules for every decision; no rule of the decider may be written down here a
 * second time, except as a law that its decisions are measured by.
 */
@NullMarked
package io.meanwhile.core.checker;

import org.jspecify.annotations.NullMarked;
