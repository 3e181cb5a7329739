/**
 * Judges what a log, its callers and its participants have recorded. It reads bytes and JSON by
 * itself and must never use the product's decider, fold or codecs: it is there to doubt them.
 */
@NullMarked
package io.meanwhile.app.history;

import org.jspecify.annotations.NullMarked;
