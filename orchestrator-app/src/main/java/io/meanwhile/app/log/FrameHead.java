package io.meanwhile.app.log;

import java.time.Instant;

/** What a frame is about, without its events: enough to know which saga moved, and how far. */
record FrameHead(long position, long sagaKey, long firstSequence, int count, Instant recordedAt) {
  static FrameHead of(Frame frame) {
    return new FrameHead(
        frame.position(), frame.sagaKey(), frame.firstSequence(), frame.size(), frame.recordedAt());
  }

  /** The position after its last event. */
  long end() {
    return position + count;
  }
}
