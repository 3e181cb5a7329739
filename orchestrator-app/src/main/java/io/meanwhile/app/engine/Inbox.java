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
  private volatile boolean woken;

  private record Node<T>(T item, @Nullable Node<T> before) {}

  void add(T item) {
    Node<T> before;
    do {
      before = newest.get();
    } while (!newest.compareAndSet(before, new Node<>(item, before)));
    unpark();
  }

  /** Lets the consumer look up, now or as soon as it would wait. */
  void wake() {
    woken = true;
    unpark();
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

  /** Waits until there is something, or the thread is woken or interrupted. Only the consumer. */
  void await() {
    parked = Thread.currentThread();
    // Looked at after saying so: whoever adds or wakes from now on sees a thread to wake.
    if (newest.get() == null && !woken) {
      LockSupport.park(this);
    }
    parked = null;
    woken = false;
  }
}
