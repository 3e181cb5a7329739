/** The wiring, seen from a Spring context of its own. */
@NullMarked
package io.meanwhile.app.config;

import org.jspecify.annotations.NullMarked;
