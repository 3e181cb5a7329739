/**
 * What a participant is asked and what it may answer. Nothing here knows how the asking travels: no
 * HTTP, no broker, no thread.
 */
@NullMarked
package io.meanwhile.core.participant;

import org.jspecify.annotations.NullMarked;
