package io.meanwhile.app.engine;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many producers, one consumer, first-in first-out for each producer. Adding is one compare-and-set
 * (a Treiber stack); the consumer takes everything at once and turns it round.
 */
final class Inbox<T> {
  private final AtomicReference<@Nullable Node<T>> newest = new AtomicReference<>();
  private volatile @Nullable Thread parked;
  private volatile boolean closed;

  private record Node<T>(T item, @Nullable Node<T> before) {}

  void add(T item) {
    Node<T> before;
    do {
      before = newest.get();
    } while (!newest.compareAndSet(before, new Node<>(item, before)));
    unpark();
  }

  /** The consumer takes what is there and then no more; what is added later stays. */
  void close() {
    closed = true;
    unpark();
  }

  boolean isClosed() {
    return closed;
  }

  private void unpark() {
    Thread waiting = parked;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  /** Adds all there is to {@code into}, oldest first; does not wait. */
  void drainTo(ArrayDeque<T> into) {
    ArrayDeque<T> turned = new ArrayDeque<>();
    for (Node<T> node = newest.getAndSet(null); node != null; node = node.before) {
      turned.addFirst(node.item);
    }
    into.addAll(turned);
  }

  /**
   * Adds all there is to {@code into}, and waits until that is something. Only the consumer.
   *
   * @return false once it is closed and empty
   */
  boolean take(ArrayDeque<T> into) throws InterruptedException {
    while (true) {
      boolean last = closed; // read first: what was added before the close is still taken
      drainTo(into);
      if (!into.isEmpty()) {
        return true;
      }
      if (last) {
        return false;
      }
      await();
    }
  }

  private void await() throws InterruptedException {
    parked = Thread.currentThread();
    // Looked at after saying so: whoever adds or closes from now on sees a thread to wake.
    if (newest.get() == null && !closed) {
      LockSupport.park(this);
    }
    parked = null;
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
