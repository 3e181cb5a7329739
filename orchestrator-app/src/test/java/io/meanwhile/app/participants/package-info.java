/** Participants over real sockets, and the tokens that let them report. */
@NullMarked
package io.meanwhile.app.participants;

import org.jspecify.annotations.NullMarked;
