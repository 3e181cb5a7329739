package io.meanwhile.app.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.Registration;

/** Reads the log chunk by chunk: the newest frames from memory, the others from the database. */
final class ChunkScan {
  /** A processor buffers a thousand chunks while it catches up; so many still fit into memory. */
  private static final int EVENTS = 1024;

  private static final int PAGE = 500;

  /**
   * What is committed within this time comes as one: a chunk, not every group, costs a commit, and
   * a saga that begins and ends within it is written once. The tail holds more than comes in it.
   */
  private static final long PACE_MILLIS = 150;

  private final LogReader reader;
  private final Tail tail;

  ChunkScan(LogReader reader, Tail tail) {
    this.reader = reader;
    this.tail = tail;
  }

  /** The next chunk after the position; empty at the head. */
  List<LogChunk> after(long position) {
    long head = tail.head();
    Map<Long, LogChunk.Moved> moved = new LinkedHashMap<>();
    long next = position + 1;
    while (next <= head && next - position <= EVENTS) {
      Frame frame = tail.at(next);
      if (frame == null) {
        next = stored(next, head, moved);
        break;
      }
      next = note(FrameHead.of(frame), moved);
    }
    return next == position + 1 ? List.of() : List.of(new LogChunk(all(moved), next - 1));
  }

  /**
   * Positions that are missing are passed over: verification tells about them, the list goes on.
   */
  private long stored(long from, long head, Map<Long, LogChunk.Moved> moved) {
    List<FrameHead> frames = reader.heads(from, PAGE, head);
    long next = from;
    for (FrameHead frame : frames) {
      // The first one may lie before a gap, and is known then.
      next = frame.end() > from ? note(frame, moved) : next;
    }
    return next == from ? head + 1 : next;
  }

  private static long note(FrameHead frame, Map<Long, LogChunk.Moved> moved) {
    long eventCount = frame.firstSequence() + frame.count();
    boolean born = frame.firstSequence() == 0;
    LogChunk.Moved now = new LogChunk.Moved(frame.sagaKey(), eventCount, frame.recordedAt(), born);
    moved.put(frame.sagaKey(), now.after(moved.remove(frame.sagaKey())));
    return frame.end();
  }

  private static List<LogChunk.Moved> all(Map<Long, LogChunk.Moved> moved) {
    return List.copyOf(moved.values());
  }

  /**
   * Calls whenever the head has moved, at a steady pace and on a thread of its own: the writer has
   * nothing to do for it.
   */
  Registration follow(Runnable follower) {
    Thread pace = Thread.ofVirtual().name("meanwhile-chunks").start(() -> tell(follower));
    return () -> {
      pace.interrupt();
      return true;
    };
  }

  private void tell(Runnable follower) {
    long told = -1;
    try {
      while (true) {
        long head = tail.head();
        if (head != told) {
          told = head;
          follower.run();
        }
        Thread.sleep(PACE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
