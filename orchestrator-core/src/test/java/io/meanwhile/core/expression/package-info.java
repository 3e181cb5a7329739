/** What an expression may read, what comes of it, and where it stops. Nothing of a saga. */
@NullMarked
package io.meanwhile.core.expression;

import org.jspecify.annotations.NullMarked;
