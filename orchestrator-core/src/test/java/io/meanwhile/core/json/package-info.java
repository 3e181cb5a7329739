/** The one shape of data: what it takes, what it refuses, and that it never changes. */
@NullMarked
package io.meanwhile.core.json;

import org.jspecify.annotations.NullMarked;
