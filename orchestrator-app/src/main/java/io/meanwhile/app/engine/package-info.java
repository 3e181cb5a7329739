/**
 * The one way in: commands enter through the command bus, are decided per saga in a lane, written
 * by one writer, and only then answered and dispatched. No SQL, no HTTP and no rule of the model is
 * ever here.
 */
@NullMarked
package io.meanwhile.app.engine;

import org.jspecify.annotations.NullMarked;
