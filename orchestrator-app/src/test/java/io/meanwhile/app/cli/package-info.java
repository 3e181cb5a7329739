/** The command line from outside: what it prints and how it exits. */
@NullMarked
package io.meanwhile.app.cli;

import org.jspecify.annotations.NullMarked;
