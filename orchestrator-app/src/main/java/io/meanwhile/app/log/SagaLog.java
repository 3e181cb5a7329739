package io.meanwhile.app.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log as it is read: single events, durable ones only, in order and without gaps. Positions
 * count from 1 over the whole log, sequence numbers from 0 within a saga. Every method throws
 * {@link LogUnavailableException} when the store cannot be asked.
 */
public interface SagaLog {

  /** Which saga the business id names; empty when none has been started under it. */
  Optional<Identity> find(String saga);

  /** Which saga has the internal key; empty when there is none. */
  Optional<Identity> find(long sagaKey);

  /**
   * The saga's events from a sequence number on, that one included.
   *
   * @param limit at most this many, 1 or more
   */
  List<StoredEvent> events(long sagaKey, long fromSequence, int limit);

  /**
   * The events of several sagas, asked for at once. Left out is whatever something would have to be
   * said about: a saga that is not there, is damaged, or has too many events.
   *
   * @param sagaKeys internal keys, in any order
   * @param limit sagas with so many events are left out
   */
  List<History> histories(Collection<Long> sagaKeys, int limit);

  /** The position of the newest event; 0 when the log is empty. */
  long head();

  /** Up to which position another process has added events, as far as is known here; it grows. */
  long addedByOthers();

  /**
   * The events after a position, of all sagas.
   *
   * @param position 0 for the beginning
   * @param limit at most this many, 1 or more; there are fewer only at the head
   */
  List<StoredEvent> after(long position, int limit);

  /** When the first event after a position was recorded, or a later one of its frame. */
  Optional<Instant> recordedAfter(long position);

  /** The keys of all sagas that have not ended, or were reopened since; in the order of birth. */
  List<Long> openSagas();

  /**
   * Hands over every group once it is durable, in order, on the writer's thread: the consumer must
   * be quick and must not block. What it throws is logged and harms nobody else.
   */
  void onCommitted(Consumer<List<Frame>> consumer);
}
