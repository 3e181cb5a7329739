package io.meanwhile.app.log;

import java.util.Arrays;

/** A part of a frame's bytes, not copied: [from, to). Nobody changes a frame's bytes. */
@SuppressWarnings("ArrayRecordComponent")
record Slice(byte[] bytes, int from, int to) {

  boolean isEmpty() {
    return from == to;
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
