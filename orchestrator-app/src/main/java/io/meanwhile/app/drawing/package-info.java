/**
 * Draws a definition as SVG: the same definition gives the same bytes, everywhere. Nothing here may
 * know of HTTP, files or running sagas.
 */
@NullMarked
package io.meanwhile.app.drawing;

import org.jspecify.annotations.NullMarked;
