package io.meanwhile.app.dispatch;

import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Rings at a time, never early. One thread, any number of alarms; setting and clearing one costs
 * O(log n). What rings must be short: it only hands work on.
 */
public final class Alarms implements AutoCloseable {
  private static final Comparator<Alarm> ORDER =
      Comparator.<Alarm>comparingLong(a -> a.at).thenComparingLong(a -> a.number);

  private final TreeSet<Alarm> waiting = new TreeSet<>(ORDER);
  private final Bell bell;
  private long numbers;

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
    this.bell = new Bell(name, nanos, new Due());
    bell.start();
  }

  private final class Due implements Bell.Waiting {
    @Override
    public long firstTime() {
      return waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().at;
    }

    @Override
    public Runnable takeFirst() {
      return Objects.requireNonNull(waiting.pollFirst()).ring;
    }
  }

  /** Sets an alarm; one in the past rings at once, on the alarms' own thread. */
  public Alarm set(long at, Runnable ring) {
    bell.lock();
    try {
      Alarm alarm = new Alarm(at, ++numbers, ring);
      waiting.add(alarm);
      bell.added(at);
      return alarm;
    } finally {
      bell.unlock();
    }
  }

  /** Clears an alarm. */
  public void clear(Alarm alarm) {
    bell.lock();
    try {
      waiting.remove(alarm);
    } finally {
      bell.unlock();
    }
  }

  /** How many are set. */
  public int size() {
    bell.lock();
    try {
      return waiting.size();
    } finally {
      bell.unlock();
    }
  }

  /** Nothing rings any more. Not to be called by what rings. */
  @Override
  public void close() {
    bell.close();
  }
}
