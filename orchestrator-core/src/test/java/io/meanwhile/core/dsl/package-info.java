@NullMarked
package io.meanwhile.core.dsl;

import org.jspecify.annotations.NullMarked;
