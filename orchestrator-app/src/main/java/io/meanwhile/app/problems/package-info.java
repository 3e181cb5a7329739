/**
 * What a caller is told when something is refused or fails: codes, problems, and how they are
 * written. Nothing here decides what is refused.
 */
@NullMarked
package io.meanwhile.app.problems;

import org.jspecify.annotations.NullMarked;
