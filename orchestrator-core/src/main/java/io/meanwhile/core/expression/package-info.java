/**
 * Expressions over a saga's data, in CEL, compiled once and evaluated without side effects. The CEL
 * library is visible here and nowhere else in the core.
 */
@NullMarked
package io.meanwhile.core.expression;

import org.jspecify.annotations.NullMarked;
