package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.log.UnreadableEventException;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Reads whole histories, a few at a time, so that nobody who only looks takes the time or the
 * memory of those who act.
 */
final class Histories {
  /** A longer one is not looked at as a whole. */
  static final int LONGEST = 50_000;

  private static final int BATCH = 1000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final SagaLog log;
  private final Semaphore places;

  Histories(SagaLog log, int atATime) {
    this.log = log;
    this.places = new Semaphore(atATime);
  }

  /**
   * Does something long about history.
   *
   * @throws ProblemException busy, when too many others do
   */
  <T> T looking(Supplier<T> look) {
    if (!places.tryAcquire()) {
      throw ProblemException.later(
          ErrorCode.BUSY, "Too many histories are being looked at.", RETRY_AFTER);
    }
    try {
      return look.get();
    } finally {
      places.release();
    }
  }

  /**
   * All events of the saga.
   *
   * @throws ProblemException history-too-long or saga-stopped
   */
  List<StoredEvent> of(SagaView saga) {
    if (saga.state().sequence() > LONGEST) {
      throw new ProblemException(
          ErrorCode.HISTORY_TOO_LONG,
          "The saga has " + saga.state().sequence() + " events, more than " + LONGEST + ".");
    }
    try {
      List<StoredEvent> events = new ArrayList<>();
      List<StoredEvent> batch;
      do {
        batch = log.events(saga.key(), events.size(), BATCH);
        batch.forEach(StoredEvent::event);
        events.addAll(batch);
      } while (batch.size() == BATCH && events.size() <= LONGEST);
      return events;
    } catch (UnreadableEventException e) {
      throw new ProblemException(
          ErrorCode.SAGA_STOPPED, "An event cannot be read: " + e.getMessage());
    }
  }
}
