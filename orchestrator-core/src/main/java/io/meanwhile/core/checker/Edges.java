package io.meanwhile.core.checker;

import java.util.Arrays;
import java.util.BitSet;

/** Which state leads to which by itself: to see that from everywhere there is a way to an end. */
final class Edges {
  private int[] from = new int[1 << 12];
  private int[] to = new int[1 << 12];
  private int size;

  void add(int source, int target) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
    }
    from[size] = source;
    to[size] = target;
    size++;
  }

  /** All states from which one of the goals can be reached. */
  BitSet reaching(BitSet goals, int states) {
    int[] first = new int[states + 1];
    for (int i = 0; i < size; i++) {
      first[to[i] + 1]++;
    }
    for (int i = 0; i < states; i++) {
      first[i + 1] += first[i];
    }
    int[] sources = new int[size];
    int[] next = Arrays.copyOf(first, states);
    for (int i = 0; i < size; i++) {
      sources[next[to[i]]++] = from[i];
    }
    BitSet reaching = (BitSet) goals.clone();
    int[] open = new int[states];
    int count = 0;
    for (int i = goals.nextSetBit(0); i >= 0; i = goals.nextSetBit(i + 1)) {
      open[count++] = i;
    }
    while (count > 0) {
      int state = open[--count];
      for (int i = first[state]; i < first[state + 1]; i++) {
        if (!reaching.get(sources[i])) {
          reaching.set(sources[i]);
          open[count++] = sources[i];
        }
      }
    }
    return reaching;
  }
}
