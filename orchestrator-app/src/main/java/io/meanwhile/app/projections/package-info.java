/**
 * Read models beside the log, for questions that no single saga answers. They can be deleted and
 * rebuilt: nothing is decided on them.
 */
@NullMarked
package io.meanwhile.app.projections;

import org.jspecify.annotations.NullMarked;
