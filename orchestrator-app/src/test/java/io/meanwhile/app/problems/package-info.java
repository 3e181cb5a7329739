/** Every code that is used is explained, and every explanation belongs to a code that is used. */
@NullMarked
package io.meanwhile.app.problems;

import org.jspecify.annotations.NullMarked;
