/**
 * The packaged jar in a process of its own, killed without warning under load, and what must be
 * left in the log afterwards. Nothing here reads the product's memory: only HTTP, from outside.
 */
@NullMarked
package io.meanwhile.app.kill;

import org.jspecify.annotations.NullMarked;
