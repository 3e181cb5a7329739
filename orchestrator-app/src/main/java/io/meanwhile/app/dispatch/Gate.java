package io.meanwhile.app.dispatch;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Bounds how many calls to one participant run at once. Who waits is a small entry in a queue, not
 * a thread, and comes first-in first-out; each participant has a gate of its own, so a slow one
 * makes nobody else wait. The queue is bounded too: of whom it has no room for, only the saga's key
 * is kept, and that saga is looked at again when there is.
 */
final class Gate {
  /** Calls that wait with all that they are to say. */
  static final int ROOM = 10_000;

  /** How many sagas are asked back at once. */
  private static final int BACK = 256;

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final Set<Long> deferred = new LinkedHashSet<>();
  private final LongConsumer again;
  private int free;

  /**
   * @param again gets the key of a saga for whose call there was no room and now is
   */
  Gate(int permits, LongConsumer again) {
    this.again = again;
    if (permits < 1) {
      throw new IllegalArgumentException("permits below 1: " + permits);
    }
    free = permits;
  }

  /**
   * Runs {@code call} on a virtual thread as soon as there is a permit. The permit is kept until
   * the call has really ended, interrupted or not: the bound is on what runs, not on what is waited
   * for.
   */
  void enter(Runnable call) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(call);
        return;
      }
      free--;
    }
    Thread.startVirtualThread(() -> runAndPassOn(call));
  }

  /** When no more calls can wait: notes that the saga is to be looked at again once they can. */
  synchronized boolean defers(long sagaKey) {
    boolean full = waiting.size() >= ROOM;
    if (full) {
      deferred.add(sagaKey);
    }
    return full;
  }

  synchronized int waiting() {
    return waiting.size() + deferred.size();
  }

  private void runAndPassOn(Runnable call) {
    try {
      call.run();
    } finally {
      passOn();
    }
  }

  private void passOn() {
    Runnable next;
    List<Long> back;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
      }
      back = back();
    }
    back.forEach(again::accept);
    if (next != null) {
      Runnable call = next;
      Thread.startVirtualThread(() -> runAndPassOn(call));
    }
  }

  /** Those deferred first, once there is room for them all. */
  private List<Long> back() {
    if (deferred.isEmpty() || waiting.size() > ROOM - BACK) {
      return List.of();
    }
    List<Long> back = deferred.stream().limit(BACK).toList();
    back.forEach(deferred::remove);
    return back;
  }
}
