package io.meanwhile.core.checker;

/**
 * A law of the model that was broken.
 *
 * @param invariant its number in the list of invariants
 */
record Wrong(int invariant, String what) {}
