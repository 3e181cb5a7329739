/**
 * Processes that are killed at every moment that has a name, and databases that fail in every way
 * that has one. Each test ends with the log's whole history before the checker.
 */
@NullMarked
package io.meanwhile.app.faults;

import org.jspecify.annotations.NullMarked;
