/** Tests of the log on real files. */
@NullMarked
package io.meanwhile.app.log;

import org.jspecify.annotations.NullMarked;
