/**
 * The log: the one place where saga events are stored, hashed, read in order and handed on. It
 * knows nothing of what the events mean: no decision, no participant and no HTTP is ever here.
 */
@NullMarked
package io.meanwhile.app.log;

import org.jspecify.annotations.NullMarked;
