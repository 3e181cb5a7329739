/**
 * How participants are found and asked: beans, service loader, HTTP, and the tokens that let them
 * report back. No retry, no deadline and no meaning of an answer for the saga is ever here.
 */
@NullMarked
package io.meanwhile.app.participants;

import org.jspecify.annotations.NullMarked;
