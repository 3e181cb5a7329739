package io.meanwhile.app.log;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Looks several times a second whether another process has added to the log, so that readers and
 * followers here see it although nothing is written here.
 */
final class HeadWatch implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(HeadWatch.class.getName());
  private static final long PAUSE_MILLIS = 200;

  private final LongSupplier head;
  private final LongConsumer seen;
  private final CountDownLatch closed = new CountDownLatch(1);

  HeadWatch(LongSupplier head, LongConsumer seen) {
    this.head = head;
    this.seen = seen;
  }

  void start() {
    Thread.ofVirtual().name("meanwhile-other-writers").start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      seen.accept(head.getAsLong());
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "The head of the log cannot be read", e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
