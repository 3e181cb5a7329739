package io.meanwhile.sagas.bridge;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Asks one chain for its newest block at an interval, once for all who watch it. */
final class Heads implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Heads.class.getName());

  private final Chain chain;
  private final Duration interval;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock asking = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread poller;
  private @Nullable Block newest;
  private boolean reachable = true;

  Heads(Chain chain, Duration interval) {
    this.chain = chain;
    this.interval = interval;
    this.poller = Thread.ofVirtual().name("heads-" + chain.id()).start(this::poll);
  }

  Duration interval() {
    return interval;
  }

  /**
   * Asks now. Nobody is given an older head afterwards, so what was told from this one is not taken
   * for undone.
   */
  Block fresh() throws IOException {
    asking.lock();
    try {
      Block head = chain.head();
      publish(head);
      return head;
    } finally {
      asking.unlock();
    }
  }

  /** Waits for a head other than the last one seen. */
  Block awaitAfter(Block last) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Block now = newest;
      while (now == null || now.sameAs(last)) {
        changed.await();
        now = newest;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    poller.interrupt();
  }

  private void poll() {
    try {
      while (true) {
        ask();
        Thread.sleep(interval);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void ask() {
    try {
      fresh();
      if (!reachable) {
        LOG.log(Level.INFO, "chain {0} answers again", String.valueOf(chain.id()));
      }
      reachable = true;
    } catch (IOException | RuntimeException e) {
      if (reachable && !Thread.currentThread().isInterrupted()) {
        LOG.log(Level.WARNING, "chain {0} does not answer: {1}", String.valueOf(chain.id()), e);
      }
      reachable = false;
    }
  }

  private void publish(Block head) {
    lock.lock();
    try {
      newest = head;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
