/**
 * The one shape that inputs, results and attributes have. Nothing that reads or writes text, and
 * nothing that knows what a saga is, is ever here.
 */
@NullMarked
package io.meanwhile.core.json;

import org.jspecify.annotations.NullMarked;
