@NullMarked
package io.meanwhile.core.scenario;

import org.jspecify.annotations.NullMarked;
