package io.meanwhile.app.dispatch;

import java.util.ArrayDeque;

/**
 * Bounds how many calls to one participant run at once. Who waits is a small entry in a queue, not
 * a thread, and comes first-in first-out; each participant has a gate of its own, so a slow one
 * makes nobody else wait.
 */
final class Gate {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Gate(int permits) {
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

  synchronized int waiting() {
    return waiting.size();
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
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    Runnable call = next;
    Thread.startVirtualThread(() -> runAndPassOn(call));
  }
}
