/** The list of sagas on a real service: what it finds, and how it follows the log. */
@NullMarked
package io.meanwhile.app.projections;

import org.jspecify.annotations.NullMarked;
