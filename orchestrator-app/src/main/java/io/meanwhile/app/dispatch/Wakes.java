package io.meanwhile.app.dispatch;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * When each saga is to be looked at again. A million of them take some 40 megabytes; none rings
 * early.
 */
final class Wakes implements AutoCloseable {
  private final TimeHeap heap = new TimeHeap();
  private final LongConsumer ring;
  private final Bell bell;

  /**
   * @param nanos the clock, in nanoseconds
   * @param ring gets the saga's key, on a thread that all share; may block while there is too much
   *     to do
   */
  Wakes(String name, LongSupplier nanos, LongConsumer ring) {
    this.ring = ring;
    this.bell = new Bell(name, nanos, new Due());
    bell.start();
  }

  private final class Due implements Bell.Waiting {
    @Override
    public long firstTime() {
      return heap.firstTime();
    }

    @Override
    public Runnable takeFirst() {
      long key = heap.takeFirst();
      return () -> ring.accept(key);
    }
  }

  /** Sets it, in the place of what was set before; a time in the past rings at once. */
  void set(long sagaKey, long at) {
    bell.lock();
    try {
      heap.set(sagaKey, at);
      bell.added(at);
    } finally {
      bell.unlock();
    }
  }

  /** Sets it unless one is set: what is set already is newer. */
  void setIfAbsent(long sagaKey, long at) {
    bell.lock();
    try {
      if (!heap.contains(sagaKey)) {
        heap.set(sagaKey, at);
        bell.added(at);
      }
    } finally {
      bell.unlock();
    }
  }

  void clear(long sagaKey) {
    bell.lock();
    try {
      heap.clear(sagaKey);
    } finally {
      bell.unlock();
    }
  }

  /** How many are set. */
  int size() {
    bell.lock();
    try {
      return heap.size();
    } finally {
      bell.unlock();
    }
  }

  @Override
  public void close() {
    bell.close();
  }
}
