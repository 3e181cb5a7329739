package io.meanwhile.app.engine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a lane, saga after saga: each in its turn gets a share of the lane, and then stands
 * behind the others. A saga that thousands of observations come for at once keeps its neighbours
 * waiting for one turn, not for thousands. What comes for one saga stays in its order.
 */
final class Turns {
  private final int share;
  private final Map<Long, Waiting> bySaga = new HashMap<>();
  private final ArrayDeque<Waiting> order = new ArrayDeque<>();
  private int taken;

  /** Most have one piece of work: only the others need a queue. */
  private static final class Waiting {
    private final long sagaKey;
    private @Nullable LaneItem first;
    private @Nullable ArrayDeque<LaneItem> others;

    Waiting(LaneItem item) {
      sagaKey = item.sagaKey();
      first = item;
    }

    void add(LaneItem item) {
      ArrayDeque<LaneItem> queue = others;
      if (queue == null) {
        queue = new ArrayDeque<>();
        others = queue;
      }
      queue.add(item);
    }

    @Nullable LaneItem peek() {
      return first;
    }

    void remove() {
      first = others == null ? null : others.poll();
    }
  }

  /**
   * @param share pieces of work that a saga may have done before it is the next one's turn
   */
  Turns(int share) {
    this.share = share;
  }

  boolean isEmpty() {
    return order.isEmpty();
  }

  void add(LaneItem item) {
    Waiting waiting = bySaga.get(item.sagaKey());
    if (waiting != null) {
      waiting.add(item);
      return;
    }
    Waiting fresh = new Waiting(item);
    bySaga.put(item.sagaKey(), fresh);
    order.add(fresh);
  }

  /** The next piece of work; null when there is none. */
  @Nullable LaneItem poll() {
    Waiting turn = order.peek();
    if (turn == null) {
      return null;
    }
    LaneItem item = turn.peek();
    turn.remove();
    taken++;
    if (turn.peek() == null) {
      bySaga.remove(turn.sagaKey);
      order.remove();
      taken = 0;
    } else if (taken >= share) {
      order.add(order.remove());
      taken = 0;
    }
    return item;
  }

  /** Takes out what is asked for, and leaves the others as they are. */
  void removeIf(Predicate<LaneItem> out) {
    ArrayDeque<LaneItem> kept = new ArrayDeque<>();
    drain(item -> {
      if (!out.test(item)) {
        kept.add(item);
      }
    });
    kept.forEach(this::add);
  }

  void clear() {
    drain(_ -> {});
  }

  private void drain(Consumer<LaneItem> to) {
    for (LaneItem item = poll(); item != null; item = poll()) {
      to.accept(item);
    }
  }
}
