package io.meanwhile.sagas.bridge;

import java.time.Instant;

/** One block, as far as the bridge cares. */
record Block(long number, String hash, Instant time) {

  /** Before anything was seen: every block is newer. */
  static final Block NONE = new Block(-1, "", Instant.EPOCH);

  boolean sameAs(Block other) {
    return hash.equals(other.hash);
  }

  /** Confirmations of something that happened in an earlier block or this one; 1 for this one. */
  int depthOf(long earlier) {
    return (int) Math.min(Integer.MAX_VALUE, number - earlier + 1);
  }
}
