/**
 * The meaning of a saga, in pure Java. No framework, I/O, clock, randomness or thread is ever here.
 */
@NullMarked
package io.meanwhile.core;

import org.jspecify.annotations.NullMarked;
