package io.meanwhile.app.messages;

import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.MessageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what is too old, and makes room where there is none. */
final class MessageRoom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageRoom.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final MessageStore store;
  private final MessageIndex index;
  private final Object lock;
  private final MessageLimits limits;
  private final InstantSource clock;
  private final Thread sweeping;

  /**
   * @param lock guards the index
   */
  MessageRoom(
      MessageStore store,
      MessageIndex index,
      Object lock,
      MessageLimits limits,
      InstantSource clock) {
    this.store = store;
    this.index = index;
    this.lock = lock;
    this.limits = limits;
    this.clock = clock;
    this.sweeping = Thread.ofVirtual().name("meanwhile-messages-sweep").unstarted(this::sweep);
  }

  void start() {
    sweeping.start();
  }

  boolean isFull() {
    synchronized (lock) {
      return index.size() >= limits.most();
    }
  }

  private void sweep() {
    try {
      while (true) {
        Thread.sleep(SWEEP);
        try {
          make(clock.instant());
        } catch (LogUnavailableException e) {
          LOG.debug("Old messages are forgotten later", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets what is too old and, where there is no room, a tenth of what was taken. */
  void make(Instant now) {
    Instant oldest = now.minus(limits.keep());
    Set<Kept> gone = new HashSet<>();
    synchronized (lock) {
      int taken = index.size() < limits.most() ? 0 : Math.max(1, limits.most() / 10);
      for (Kept kept : index.all()) {
        if (kept.receivedAt.isBefore(oldest) || (kept.takenBy != null && gone.size() < taken)) {
          gone.add(kept);
        }
      }
      index.forget(gone);
    }
    store.forget(gone.stream().map(kept -> kept.id).toList());
  }

  @Override
  public void close() {
    sweeping.interrupt();
  }
}
