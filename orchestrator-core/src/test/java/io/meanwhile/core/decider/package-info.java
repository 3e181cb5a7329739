/**
 * The state machine's rules, each as a sentence with given, when, then. No framework and no mocks.
 */
@NullMarked
package io.meanwhile.core.decider;

import org.jspecify.annotations.NullMarked;
