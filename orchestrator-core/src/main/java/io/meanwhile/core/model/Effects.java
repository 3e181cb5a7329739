package io.meanwhile.core.model;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A saga's effects by key, in the order requested; immutable. A copy with one effect changed shares
 * all but that effect's chunk, so that a saga of a thousand steps costs no more per event than a
 * small one. Only what was never requested is ever taken out.
 */
public final class Effects extends AbstractMap<EffectKey, Effect> {
  private static final int CHUNK = 32;

  /** How many keys share a bucket on average before there are twice as many buckets. */
  private static final int LOAD = 4;

  private static final Effects NONE = new Effects(new Effect[0][], new int[0], new int[1][0], 0);

  private final Effect[][] chunks;

  /** By chunk, a bit for each of its effects that is not at rest. */
  private final int[] restless;

  private final int[][] buckets;
  private final int size;

  private Effects(Effect[][] chunks, int[] restless, int[][] buckets, int size) {
    this.chunks = chunks;
    this.restless = restless;
    this.buckets = buckets;
    this.size = size;
  }

  /** The same effects in the same order; costs nothing when they are held this way already. */
  public static Effects copyOf(Map<EffectKey, Effect> effects) {
    if (effects instanceof Effects same) {
      return same;
    }
    Effects copy = NONE;
    for (Effect effect : effects.values()) {
      copy = copy.with(effect);
    }
    return copy;
  }

  /** With this effect in the place of the one of its key, or at the end. */
  public Effects with(Effect effect) {
    int position = position(effect.key());
    Effects with = position < 0 ? appended(effect) : replaced(position, effect);
    return effect.key().isAction() ? with : with.lookedAtAgain(effect.key().undone());
  }

  /** Whether an action is at rest may lie with its compensation. */
  private Effects lookedAtAgain(EffectKey action) {
    int position = position(action);
    return position < 0 ? this : marked(position);
  }

  /** With the bit of this one as it has to be. */
  private Effects marked(int position) {
    int bit = 1 << position % CHUNK;
    boolean isMarked = (restless[position / CHUNK] & bit) != 0;
    if (isMarked != isAtRest(at(position))) {
      return this; // most of the time
    }
    int[] copy = restless.clone();
    copy[position / CHUNK] ^= bit;
    return new Effects(chunks, copy, buckets, size);
  }

  private boolean isAtRest(Effect effect) {
    return effect.atRest() || (effect.isUndoneAtBest() && isUndone(effect.key()));
  }

  private boolean isUndone(EffectKey action) {
    for (int generation = 1; ; generation++) {
      Effect undo = get(EffectKey.compensation(action, generation));
      if (undo == null || undo.rung() == Rung.FINAL) {
        return undo != null;
      }
    }
  }

  /**
   * Without the effect of this key, which was never requested; its step may come again, at the end.
   */
  public Effects without(EffectKey key) {
    Effect[] others = values().stream().filter(e -> !e.key().equals(key)).toArray(Effect[]::new);
    int count = Math.ceilDiv(others.length, CHUNK);
    Effect[][] fewer = new Effect[count][];
    for (int i = 0; i < count; i++) {
      int end = Math.min(others.length, (i + 1) * CHUNK);
      fewer[i] = Arrays.copyOfRange(others, i * CHUNK, end);
    }
    Effects without = new Effects(fewer, new int[count], buckets, others.length);
    return without.indexed(buckets.length).allMarked();
  }

  private Effects allMarked() {
    for (int position = 0; position < size; position++) { // nobody has seen it yet
      restless[position / CHUNK] |= isAtRest(at(position)) ? 0 : 1 << position % CHUNK;
    }
    return this;
  }

  private Effects replaced(int position, Effect effect) {
    Effect[][] copy = chunks.clone();
    Effect[] chunk = copy[position / CHUNK].clone();
    chunk[position % CHUNK] = effect;
    copy[position / CHUNK] = chunk;
    return new Effects(copy, restless, buckets, size).marked(position);
  }

  private Effects appended(Effect effect) {
    int last = size / CHUNK;
    Effect[][] copy = Arrays.copyOf(chunks, last + 1);
    Effect[] chunk =
        size % CHUNK == 0 ? new Effect[1] : Arrays.copyOf(copy[last], size % CHUNK + 1);
    chunk[size % CHUNK] = effect;
    copy[last] = chunk;
    int[] marks = Arrays.copyOf(restless, last + 1);
    marks[last] |= isAtRest(effect) ? 0 : 1 << size % CHUNK;
    Effects grown = new Effects(copy, marks, buckets, size + 1);
    boolean full = size + 1 > buckets.length * LOAD;
    return full ? grown.indexed(buckets.length * 2) : grown.indexed(effect.key(), size);
  }

  private Effects indexed(EffectKey key, int position) {
    int[][] copy = buckets.clone();
    put(copy, key, position);
    return new Effects(chunks, restless, copy, size);
  }

  private Effects indexed(int count) {
    int[][] fresh = new int[count][0];
    for (int position = 0; position < size; position++) {
      put(fresh, at(position).key(), position);
    }
    return new Effects(chunks, restless, fresh, size);
  }

  private static void put(int[][] buckets, EffectKey key, int position) {
    int bucket = bucket(key, buckets.length);
    int[] old = buckets[bucket];
    int[] longer = Arrays.copyOf(old, old.length + 1);
    longer[old.length] = position;
    buckets[bucket] = longer;
  }

  private static int bucket(EffectKey key, int count) {
    int hash = key.hashCode() * 0x9E3779B9;
    return (hash ^ (hash >>> 16)) & (count - 1);
  }

  private Effect at(int position) {
    return chunks[position / CHUNK][position % CHUNK];
  }

  private int position(EffectKey key) {
    for (int position : buckets[bucket(key, buckets.length)]) {
      if (at(position).key().equals(key)) {
        return position;
      }
    }
    return -1;
  }

  /**
   * Those that are not at rest, in the order requested; a copy. Of all others nothing is asked, and
   * nothing is owed: they are final and wanted, or given up and settled.
   */
  public List<Effect> restless() {
    List<Effect> some = new ArrayList<>();
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      for (int bits = restless[chunk]; bits != 0; bits &= bits - 1) {
        some.add(chunks[chunk][Integer.numberOfTrailingZeros(bits)]);
      }
    }
    return some;
  }

  /** True when it is not among {@link #restless()}. */
  boolean rests(EffectKey key) {
    int position = position(key);
    return position >= 0 && (restless[position / CHUNK] & 1 << position % CHUNK) == 0;
  }

  @Override
  public @Nullable Effect get(@Nullable Object key) {
    int position = key instanceof EffectKey one ? position(one) : -1;
    return position < 0 ? null : at(position);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Collection<Effect> values() {
    return new InOrder();
  }

  @Override
  public Set<Entry<EffectKey, Effect>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<EffectKey, Effect>> iterator() {
        return values().stream().map(effect -> Map.entry(effect.key(), effect)).iterator();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private final class InOrder extends AbstractList<Effect> implements RandomAccess {
    @Override
    public Effect get(int position) {
      return at(Objects.checkIndex(position, size));
    }

    @Override
    public int size() {
      return size;
    }
  }
}
