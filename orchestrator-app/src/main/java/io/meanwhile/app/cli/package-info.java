/**
 * The command line beside serving: verbs that answer and exit. No verb starts the service or needs
 * one that runs.
 */
@NullMarked
package io.meanwhile.app.cli;

import org.jspecify.annotations.NullMarked;
