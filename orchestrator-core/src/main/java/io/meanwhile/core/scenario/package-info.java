/**
 * Tests of definitions, for those who write them: given answers and acts, what a saga is expected
 * to do, in virtual time, by the functions that decide for real. Nothing here may depend on a test
 * library, store or send anything, or know of a clock.
 */
@NullMarked
package io.meanwhile.core.scenario;

import org.jspecify.annotations.NullMarked;
