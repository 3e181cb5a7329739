/**
 * What would follow: a saga is played on from any point of its history, with other observations or
 * acts and given answers, by the same functions that decide for real. Nothing here may store or
 * send anything, or know of a clock.
 */
@NullMarked
package io.meanwhile.core.whatif;

import org.jspecify.annotations.NullMarked;
