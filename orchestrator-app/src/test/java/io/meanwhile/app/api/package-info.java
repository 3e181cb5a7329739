/** The HTTP API on the real server and a real database: what it gives, and what it refuses. */
@NullMarked
package io.meanwhile.app.api;

import org.jspecify.annotations.NullMarked;
