package io.meanwhile.app.dispatch;

import java.util.Arrays;

/**
 * One time for each key, the earliest first: a binary heap of plain numbers with a hash index from
 * key to place, some 40 bytes for each. Setting, clearing and taking cost O(log n). Not
 * thread-safe.
 */
final class TimeHeap {
  private static final int SMALLEST = 16;
  private static final int FREE = -1;

  private long[] times = new long[SMALLEST];
  private long[] keys = new long[SMALLEST];
  private int size;

  /** Places in the heap, found by linear probing; half of it is free at least. */
  private int[] slots = filled(4 * SMALLEST);

  int size() {
    return size;
  }

  /** The earliest time; {@link Long#MAX_VALUE} when there is none. */
  long firstTime() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /** Takes the key of the earliest time out; there must be one. */
  long takeFirst() {
    long key = keys[0];
    remove(0);
    return key;
  }

  boolean contains(long key) {
    return slots[slot(key)] != FREE;
  }

  /** Sets the key's time, in the place of the one it has. */
  void set(long key, long time) {
    int slot = slot(key);
    int place = slots[slot];
    if (place == FREE) {
      if (size == times.length) {
        grow();
        slot = slot(key);
      }
      place = size++;
      keys[place] = key;
      times[place] = time;
      slots[slot] = place;
      up(place);
    } else {
      long before = times[place];
      times[place] = time;
      if (time < before) {
        up(place);
      } else {
        down(place);
      }
    }
  }

  /** The key has no time any more. */
  void clear(long key) {
    int place = slots[slot(key)];
    if (place != FREE) {
      remove(place);
    }
  }

  private void remove(int place) {
    free(slot(keys[place]));
    size--;
    if (place < size) {
      int slot = slot(keys[size]);
      keys[place] = keys[size];
      times[place] = times[size];
      slots[slot] = place;
      up(place);
      down(place);
    }
    if (times.length > SMALLEST && size < times.length / 8) {
      resize(times.length / 2);
    }
  }

  private void up(int start) {
    int place = start;
    while (place > 0 && times[place] < times[(place - 1) / 2]) {
      swap(place, (place - 1) / 2);
      place = (place - 1) / 2;
    }
  }

  private void down(int start) {
    int place = start;
    while (true) {
      int child = 2 * place + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && times[child + 1] < times[child]) {
        child++;
      }
      if (times[place] <= times[child]) {
        return;
      }
      swap(place, child);
      place = child;
    }
  }

  /** Both slots are found before anything moves: they are found by what is in the heap. */
  private void swap(int a, int b) {
    int slotOfA = slot(keys[a]);
    int slotOfB = slot(keys[b]);
    long key = keys[a];
    long time = times[a];
    keys[a] = keys[b];
    times[a] = times[b];
    keys[b] = key;
    times[b] = time;
    slots[slotOfA] = b;
    slots[slotOfB] = a;
  }

  /** Where the key's place is noted, or would be. */
  private int slot(long key) {
    int slot = home(key);
    while (slots[slot] != FREE && keys[slots[slot]] != key) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private int home(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (slots.length - 1);
  }

  /** Frees a slot and moves those behind it up, so that probing finds them (Knuth 6.4, R). */
  private void free(int slot) {
    int hole = slot;
    int next = (hole + 1) & (slots.length - 1);
    while (slots[next] != FREE) {
      int home = home(keys[slots[next]]);
      boolean stays = ((next - home) & (slots.length - 1)) < ((next - hole) & (slots.length - 1));
      if (!stays) {
        slots[hole] = slots[next];
        hole = next;
      }
      next = (next + 1) & (slots.length - 1);
    }
    slots[hole] = FREE;
  }

  private void grow() {
    resize(Math.multiplyExact(times.length, 2));
  }

  private void resize(int room) {
    times = Arrays.copyOf(times, room);
    keys = Arrays.copyOf(keys, room);
    slots = filled(4 * room);
    for (int place = 0; place < size; place++) {
      slots[slot(keys[place])] = place;
    }
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, FREE);
    return slots;
  }
}
