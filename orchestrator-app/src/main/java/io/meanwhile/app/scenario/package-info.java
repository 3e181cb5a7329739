/**
 * Scenarios in files: found, read and run, for the command line and for unit tests. What a scenario
 * means is the core's business, how one is written the reader's.
 */
@NullMarked
package io.meanwhile.app.scenario;

import org.jspecify.annotations.NullMarked;
