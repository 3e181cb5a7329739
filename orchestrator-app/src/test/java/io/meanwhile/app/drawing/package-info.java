@NullMarked
package io.meanwhile.app.drawing;

import org.jspecify.annotations.NullMarked;
