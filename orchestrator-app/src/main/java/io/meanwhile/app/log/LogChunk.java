package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.core.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the log, told as which sagas moved and how far: for projections that keep one row a
 * saga, to which every event between is of no interest. Whoever streams {@link #TYPE} alone gets
 * these in place of events. It is made of the frames' own columns, so an event that nobody can read
 * does not stop it.
 *
 * @param moved each saga once, in the order of its newest event here
 * @param until position of the last event
 */
public record LogChunk(List<Moved> moved, long until) {
  /** The message type that stands for chunks. */
  public static final QualifiedName TYPE = new QualifiedName(EventCodec.NAMESPACE, "log-chunk");

  public LogChunk {
    moved = List.copyOf(moved);
  }

  /**
   * A saga that moved.
   *
   * @param eventCount how many events it has since
   * @param at when the newest of them was recorded
   * @param born its first event is among those that the piece is made of
   */
  public record Moved(long sagaKey, long eventCount, Instant at, boolean born) {

    /** The same after an earlier piece, if it moved there too. */
    public Moved after(@Nullable Moved earlier) {
      return earlier == null || born || !earlier.born
          ? this
          : new Moved(sagaKey, eventCount, at, true);
    }
  }
}
