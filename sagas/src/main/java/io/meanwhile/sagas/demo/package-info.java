/**
 * Starts the packaged programs and two development chains together, for trying things out. Nothing
 * here is used by the programs themselves.
 */
@NullMarked
package io.meanwhile.sagas.demo;

import org.jspecify.annotations.NullMarked;
