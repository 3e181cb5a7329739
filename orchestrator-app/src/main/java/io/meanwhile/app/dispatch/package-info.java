/**
 * The log is the outbox: what it says is unanswered is sent to participants, bounded, timed and
 * never twice by one process. Nothing is decided or stored here; every answer goes back as a
 * command.
 */
@NullMarked
package io.meanwhile.app.dispatch;

import org.jspecify.annotations.NullMarked;
