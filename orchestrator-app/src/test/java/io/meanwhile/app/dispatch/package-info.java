/** The clockwork of dispatch, piece by piece. */
@NullMarked
package io.meanwhile.app.dispatch;

import org.jspecify.annotations.NullMarked;
