package io.meanwhile.app.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest frames in memory and the durable head, so that followers that keep up never ask the
 * database. One thread adds at a time; any thread reads.
 */
final class Tail {
  private static final System.Logger LOGGER = System.getLogger(Tail.class.getName());
  private static final int EVENTS = 1 << 15;
  private static final long MAX_BYTES = 32L << 20;

  private final AtomicReferenceArray<@Nullable Frame> slots = new AtomicReferenceArray<>(EVENTS);
  private final ArrayDeque<Frame> kept = new ArrayDeque<>();
  private final List<Consumer<List<Frame>>> consumers = new CopyOnWriteArrayList<>();
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private long bytes;
  private volatile long head;
  private volatile long addedByOthers;

  /** The position of the newest durable event; 0 when there is none. */
  long head() {
    return head;
  }

  /** Up to which position events have come that were not added here. */
  long addedByOthers() {
    return addedByOthers;
  }

  /** Takes a head that was read from the database; what lies before it may not be here. */
  void moveTo(long position) {
    if (position > head) {
      addedByOthers = position;
      head = position;
      followers.forEach(follower -> tell(follower));
    }
  }

  /** Takes a group that has just become durable and tells everybody. */
  void add(List<Frame> group) {
    for (Frame frame : group) {
      keep(frame);
    }
    long before = group.getFirst().position() - 1;
    if (before > head) {
      addedByOthers = before;
    }
    Frame last = group.getLast();
    head = last.position() + last.size() - 1;
    for (Consumer<List<Frame>> consumer : consumers) {
      tell(() -> consumer.accept(group));
    }
    followers.forEach(follower -> tell(follower));
  }

  /** The frame that holds the position; null when it is not here any more. */
  @Nullable Frame at(long position) {
    Frame frame = slots.getAcquire(slot(position));
    boolean holds =
        frame != null && position >= frame.position() && position < frame.position() + frame.size();
    return holds ? frame : null;
  }

  /** Events after the position, as far as they are here without a gap; empty when not. */
  List<StoredEvent> after(long position, int limit) {
    List<StoredEvent> events = new ArrayList<>();
    long until = head;
    long next = position + 1;
    while (next <= until && events.size() < limit) {
      Frame frame = at(next);
      if (frame == null) {
        break;
      }
      int from = (int) (next - frame.position());
      int to = Math.min(frame.size(), from + limit - events.size());
      events.addAll(frame.stored().subList(from, to));
      next = frame.position() + to;
    }
    return events;
  }

  /** Hands over every group from now on, on the thread that adds it. */
  void onCommitted(Consumer<List<Frame>> consumer) {
    consumers.add(consumer);
  }

  /** Calls whenever the head has moved, until removed. */
  void follow(Runnable follower) {
    followers.add(follower);
  }

  boolean unfollow(Runnable follower) {
    return followers.remove(follower);
  }

  private void keep(Frame frame) {
    if (frame.size() > EVENTS) {
      return;
    }
    kept.addLast(frame);
    bytes += frame.bytes().length;
    long oldest = frame.position() + frame.size() - EVENTS;
    while (!kept.isEmpty() && (bytes > MAX_BYTES || kept.getFirst().position() < oldest)) {
      drop(kept.removeFirst());
    }
    if (kept.isEmpty()) {
      return;
    }
    for (int i = 0; i < frame.size(); i++) {
      slots.setRelease(slot(frame.position() + i), frame);
    }
  }

  private void drop(Frame frame) {
    bytes -= frame.bytes().length;
    for (int i = 0; i < frame.size(); i++) {
      slots.compareAndSet(slot(frame.position() + i), frame, null);
    }
  }

  private static int slot(long position) {
    return (int) (position & (EVENTS - 1));
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "a follower of the log failed", e);
    }
  }
}
