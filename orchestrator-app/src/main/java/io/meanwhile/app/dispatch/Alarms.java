package io.meanwhile.app.dispatch;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings at a time, never early. One thread, any number of alarms; setting and clearing one costs
 * O(log n). What rings must be short: it only hands work on.
 */
public final class Alarms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  /** The clock is looked at again at least this often, so that a clock that jumps loses nothing. */
  private static final long LOOK_AGAIN_NANOS = 500_000_000L;

  private static final Comparator<Alarm> ORDER =
      Comparator.<Alarm>comparingLong(a -> a.at).thenComparingLong(a -> a.number);

  private final LongSupplier nanos;
  private final TreeSet<Alarm> waiting = new TreeSet<>(ORDER);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sooner = lock.newCondition();
  private final Thread thread;
  private long numbers;
  private long nextLook = Long.MAX_VALUE;
  private boolean closed;

  /** One alarm; clearing it twice, or after it rang, does nothing. */
  public static final class Alarm {
    private final long at;
    private final long number;
    private final Runnable ring;

    private Alarm(long at, long number, Runnable ring) {
      this.at = at;
      this.number = number;
      this.ring = ring;
    }
  }

  /**
   * @param nanos the clock, in nanoseconds; it may jump but is read again twice a second
   */
  public Alarms(String name, LongSupplier nanos) {
    this.nanos = nanos;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Sets an alarm; one in the past rings at once, on the alarms' own thread. */
  public Alarm set(long at, Runnable ring) {
    lock.lock();
    try {
      Alarm alarm = new Alarm(at, ++numbers, ring);
      waiting.add(alarm);
      // Most alarms are cleared long before they ring: the thread is not woken for them.
      if (at < nextLook) {
        nextLook = at;
        sooner.signal();
      }
      return alarm;
    } finally {
      lock.unlock();
    }
  }

  /** Clears an alarm. */
  public void clear(Alarm alarm) {
    lock.lock();
    try {
      waiting.remove(alarm);
    } finally {
      lock.unlock();
    }
  }

  /** How many are set. */
  public int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        Alarm due = next();
        if (due == null) {
          return;
        }
        try {
          due.ring.run();
        } catch (RuntimeException e) {
          LOG.error("An alarm failed", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Alarm next() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = nanos.getAsLong();
        long wait = waiting.isEmpty() ? LOOK_AGAIN_NANOS : waiting.first().at - now;
        if (wait <= 0) {
          return waiting.pollFirst();
        }
        long nap = Math.min(wait, LOOK_AGAIN_NANOS);
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
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
