package io.meanwhile.app.engine;

import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a saga's events to one reader, old ones and new ones alike out of the log: so there is no
 * seam between the two at which one could be missed.
 */
final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int BATCH = 500;
  private static final long PAUSE_MILLIS = 500;

  private final SagaLog log;
  private final Watchers watchers;
  private final long sagaKey;
  private final Consumer<StoredEvent> reader;
  private final Semaphore changes = new Semaphore(0);
  private final Consumer<SagaView> look = this::changed;
  private volatile boolean closed;
  private long next;
  private long others;

  private Follower(
      SagaLog log, Watchers watchers, long sagaKey, long next, Consumer<StoredEvent> reader) {
    this.log = log;
    this.watchers = watchers;
    this.sagaKey = sagaKey;
    this.next = next;
    this.reader = reader;
  }

  static Follower start(
      SagaLog log, Watchers watchers, long sagaKey, long after, Consumer<StoredEvent> reader) {
    Follower follower = new Follower(log, watchers, sagaKey, Math.max(0, after + 1), reader);
    watchers.add(sagaKey, follower.look);
    Thread.ofVirtual().name("meanwhile-follower-" + sagaKey).start(follower::run);
    return follower;
  }

  private void run() {
    try {
      while (!closed) {
        changes.drainPermits();
        others = log.addedByOthers();
        if (!catchUp()) {
          Thread.sleep(PAUSE_MILLIS);
        } else {
          awaitChange();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("A reader of saga {} gave up", sagaKey, e);
    } finally {
      watchers.remove(sagaKey, look);
    }
  }

  /** Until the saga changes here, or another process has added to the log. */
  private void awaitChange() throws InterruptedException {
    boolean changed = false;
    while (!closed && !changed) {
      changed =
          changes.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS) || log.addedByOthers() != others;
    }
  }

  private void changed(SagaView view) {
    changes.release();
  }

  /** False when the log could not be read. */
  private boolean catchUp() {
    List<StoredEvent> batch;
    do {
      try {
        batch = log.events(sagaKey, next, BATCH);
      } catch (LogUnavailableException e) {
        return false;
      }
      for (StoredEvent event : batch) {
        if (closed) {
          return true;
        }
        reader.accept(event);
        next = event.sequence() + 1;
      }
    } while (!batch.isEmpty());
    return true;
  }

  /** Nothing more is handed over, but for the event that is being handed over now. */
  @Override
  public void close() {
    closed = true;
    watchers.remove(sagaKey, look);
    changes.release();
  }
}
