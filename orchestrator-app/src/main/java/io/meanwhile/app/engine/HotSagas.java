package io.meanwhile.app.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One lane's sagas in memory, bounded in number and in size: the longest unused goes first, ended
 * ones before all others, and none of which something is still on its way to the log.
 */
final class HotSagas {
  /** What even the smallest saga takes in memory. */
  private static final long LEAST_BYTES = 2_000;

  private final int bound;
  private final long boundBytes;
  private final Map<Long, HotSaga> shared;
  private final Consumer<HotSaga> leaving;
  private final Map<Long, HotSaga> open = new LinkedHashMap<>(256, 0.75f, true);
  private final Map<Long, HotSaga> ended = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  /**
   * @param bound how many
   * @param boundBytes bytes of the events that they were made of
   * @param shared where readers of other threads find them
   * @param leaving is told of those that are forgotten for want of room; must not wait
   */
  HotSagas(int bound, long boundBytes, Map<Long, HotSaga> shared, Consumer<HotSaga> leaving) {
    this.bound = bound;
    this.boundBytes = boundBytes;
    this.shared = shared;
    this.leaving = leaving;
  }

  /** Null when it is not in memory, or its copy here has been dropped. */
  @Nullable HotSaga get(long key) {
    HotSaga saga = open.get(key);
    if (saga == null) {
      saga = ended.get(key);
    }
    if (saga != null && saga.dropped) {
      remove(saga);
      return null;
    }
    return saga;
  }

  void put(HotSaga saga) {
    boolean over = saga.state.ended() != null;
    long now = LEAST_BYTES + saga.bytes;
    bytes += now - saga.counted;
    saga.counted = now;
    (over ? open : ended).remove(saga.key());
    (over ? ended : open).put(saga.key(), saga);
    shared.put(saga.key(), saga);
  }

  void remove(HotSaga saga) {
    if (open.remove(saga.key(), saga) || ended.remove(saga.key(), saga)) {
      forget(saga);
    }
    shared.remove(saga.key(), saga);
  }

  private void forget(HotSaga saga) {
    bytes -= saga.counted;
    saga.counted = 0;
  }

  /** Ended ones are kept for a moment only: readers ask for them soon or hardly ever. */
  private boolean tooManyEnded() {
    return ended.size() > Math.max(1, bound / 4);
  }

  private boolean tooMuch() {
    return size() > bound || bytes > boundBytes;
  }

  int size() {
    return open.size() + ended.size();
  }

  /** Forgets as many as there are too many. */
  void trim() {
    trim(ended, () -> tooManyEnded() || tooMuch());
    trim(open, this::tooMuch);
  }

  private void trim(Map<Long, HotSaga> from, BooleanSupplier more) {
    Iterator<HotSaga> oldest = from.values().iterator();
    // Those that are busy are passed over; looking at many of them each time would cost too much.
    for (int looked = 0; more.getAsBoolean() && oldest.hasNext() && looked < 256; looked++) {
      HotSaga saga = oldest.next();
      if (saga.idle()) {
        oldest.remove();
        forget(saga);
        leaving.accept(saga);
        shared.remove(saga.key(), saga);
      }
    }
  }

  /** Forgets all: what they hold may not be in the log. */
  void clear() {
    open.values().forEach(saga -> shared.remove(saga.key(), saga));
    ended.values().forEach(saga -> shared.remove(saga.key(), saga));
    open.clear();
    ended.clear();
    bytes = 0;
  }
}
