/**
 * The decisions that sagas wait for people to make, kept in memory and found again at every start.
 * Nothing is decided here: a decision is a command to its saga.
 */
@NullMarked
package io.meanwhile.app.decisions;

import org.jspecify.annotations.NullMarked;
