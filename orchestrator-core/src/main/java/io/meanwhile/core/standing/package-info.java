/**
 * Answers about one saga, computed from its state: what has happened, what is pending, what
 * completes it, and what a cancel would do. Nothing here decides or changes anything.
 */
@NullMarked
package io.meanwhile.core.standing;

import org.jspecify.annotations.NullMarked;
