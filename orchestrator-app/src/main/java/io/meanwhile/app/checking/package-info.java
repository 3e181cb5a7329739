/**
 * Checks definitions that are written down, in a file or on the class path, on all processors.
 * Nothing here may know of a running service: it is made for unit tests and the command line.
 */
@NullMarked
package io.meanwhile.app.checking;

import org.jspecify.annotations.NullMarked;
