package io.meanwhile.app.dispatch;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that rings what is due, never early. Whoever owns it keeps what waits, under its lock.
 */
final class Bell implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bell.class);

  /** The clock is looked at again at least this often, so that a clock that jumps loses nothing. */
  private static final long LOOK_AGAIN_NANOS = 500_000_000L;

  private final LongSupplier nanos;
  private final Waiting waiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sooner = lock.newCondition();
  private final Thread thread;
  private long nextLook = Long.MAX_VALUE;
  private boolean closed;

  /** What waits. Asked under the bell's lock only. */
  interface Waiting {
    /** When the first is due; {@link Long#MAX_VALUE} when nothing waits. */
    long firstTime();

    /** Takes the first out; what it returns is run without the lock. */
    Runnable takeFirst();
  }

  /**
   * @param nanos the clock, in nanoseconds; it may jump but is read again twice a second
   */
  Bell(String name, LongSupplier nanos, Waiting waiting) {
    this.nanos = nanos;
    this.waiting = waiting;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Once what waits can be asked. */
  void start() {
    thread.start();
  }

  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  /** Something due then was added, under the lock. Most is taken out long before it is due. */
  void added(long at) {
    if (at < nextLook) {
      nextLook = at;
      sooner.signal();
    }
  }

  private void run() {
    try {
      while (true) {
        Runnable due = next();
        if (due == null) {
          return;
        }
        try {
          due.run();
        } catch (RuntimeException e) {
          LOG.error("An alarm failed", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Runnable next() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = nanos.getAsLong();
        long first = waiting.firstTime();
        if (first <= now) {
          return waiting.takeFirst();
        }
        long wait = first - now; // overflows when nothing waits
        long nap = wait > 0 && wait < LOOK_AGAIN_NANOS ? wait : LOOK_AGAIN_NANOS;
        nextLook = now + nap;
        // Woken, early or late: it looks again in any case.
        long _ = sooner.awaitNanos(nap);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing rings any more. Not to be called by what rings. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      sooner.signal();
    } finally {
      lock.unlock();
    }
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
