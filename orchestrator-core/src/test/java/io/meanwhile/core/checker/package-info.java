/** The checker: what it finds in definitions, and every bug that is planted in the rules. */
@NullMarked
package io.meanwhile.core.checker;

import org.jspecify.annotations.NullMarked;
