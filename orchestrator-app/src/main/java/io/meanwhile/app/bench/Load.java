package io.meanwhile.app.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A closed loop: every caller starts its next saga when its last one has ended. */
final class Load {
  private final Workload workload;
  private final Caller caller;

  Load(Workload workload, Caller caller) {
    this.workload = workload;
    this.caller = caller;
  }

  /**
   * What came of it.
   *
   * @param sagas those that ended as they should
   * @param firstError in words; empty when there was none
   */
  record Result(
      Latencies latencies, List<String> sagas, long errors, String firstError, double seconds) {}

  private static final class Tally {
    final ConcurrentLinkedQueue<long[]> nanos = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<List<String>> sagas = new ConcurrentLinkedQueue<>();
    final AtomicLong errors = new AtomicLong();
    volatile String firstError = "";
  }

  /** Goes on while {@code more} says so, and then until everything begun has ended. */
  Result run(int callers, BooleanSupplier more) throws InterruptedException {
    Tally tally = new Tally();
    List<Thread> threads = new ArrayList<>(callers);
    long from = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      threads.add(Thread.startVirtualThread(() -> call(more, tally)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    List<String> sagas = tally.sagas.stream().flatMap(List::stream).toList();
    return new Result(
        Latencies.of(tally.nanos), sagas, tally.errors.get(), tally.firstError, seconds);
  }

  private void call(BooleanSupplier more, Tally tally) {
    long[] nanos = new long[256];
    int count = 0;
    List<String> sagas = new ArrayList<>();
    while (more.getAsBoolean()) {
      long from = System.nanoTime();
      try {
        Caller.Ended ended = caller.call(workload);
        if (ended.status() == workload.outcome()) {
          sagas.add(ended.saga());
        } else {
          error(tally, "saga " + ended.saga() + " is " + ended.status());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (Exception e) {
        error(tally, e.toString());
      }
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = System.nanoTime() - from;
    }
    tally.nanos.add(Arrays.copyOf(nanos, count));
    tally.sagas.add(sagas);
  }

  private static void error(Tally tally, String what) {
    if (tally.errors.getAndIncrement() == 0) {
      tally.firstError = what;
    }
  }
}
