/**
 * How things look as text: canonical JSON, the events' stored form, definitions and views. Bytes
 * become values here and values become bytes; nothing is decided, stored or sent.
 */
@NullMarked
package io.meanwhile.app.format;

import org.jspecify.annotations.NullMarked;
