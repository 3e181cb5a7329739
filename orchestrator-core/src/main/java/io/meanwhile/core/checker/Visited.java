package io.meanwhile.core.checker;

/**
 * Which states have been seen: 128 bits of each, in one open table (linear probing). Two of ten
 * million states share their 128 bits with a probability of less than one in 10^24.
 */
final class Visited {
  private static final int FIRST_SIZE = 1 << 12;

  private long[] high = new long[FIRST_SIZE];
  private long[] low = new long[FIRST_SIZE];
  private int[] ids = new int[FIRST_SIZE];
  private int size;

  /** The number of the state, which is {@link #size()} before the call when it is new. */
  int add(long highBits, long lowBits) {
    if (2 * size >= ids.length) {
      grow();
    }
    int slot = slot(high, low, ids, highBits, lowBits);
    if (ids[slot] != 0) {
      return ids[slot] - 1;
    }
    high[slot] = highBits;
    low[slot] = lowBits;
    ids[slot] = ++size;
    return size - 1;
  }

  int size() {
    return size;
  }

  private static int slot(long[] high, long[] low, int[] ids, long highBits, long lowBits) {
    int mask = ids.length - 1;
    int slot = (int) highBits & mask;
    while (ids[slot] != 0 && (high[slot] != highBits || low[slot] != lowBits)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] widerHigh = new long[2 * high.length];
    long[] widerLow = new long[2 * low.length];
    int[] widerIds = new int[2 * ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != 0) {
        int slot = slot(widerHigh, widerLow, widerIds, high[i], low[i]);
        widerHigh[slot] = high[i];
        widerLow[slot] = low[i];
        widerIds[slot] = ids[i];
      }
    }
    high = widerHigh;
    low = widerLow;
    ids = widerIds;
  }
}
