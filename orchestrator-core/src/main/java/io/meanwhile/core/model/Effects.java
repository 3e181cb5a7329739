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

  private static final Effect[] NO_EFFECT = new Effect[0];
  private static final Effects NONE = new Effects(new Effect[0][], new int[0], new int[1][0], 0);

  private final Effect[][] chunks;

  /** By chunk, how many of its effects are not at rest. */
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
    return position < 0 ? appended(effect) : replaced(position, effect);
  }

  /**
   * Without the effect of this key, which was never requested; its step may come again, at the end.
   */
  public Effects without(EffectKey key) {
    Effects copy = NONE;
    for (Effect effect : values()) {
      copy = effect.key().equals(key) ? copy : copy.with(effect);
    }
    return copy;
  }

  private Effects replaced(int position, Effect effect) {
    Effect[][] copy = chunks.clone();
    Effect[] chunk = copy[position / CHUNK].clone();
    boolean before = chunk[position % CHUNK].atRest();
    chunk[position % CHUNK] = effect;
    copy[position / CHUNK] = chunk;
    boolean now = effect.atRest();
    int[] counts = before == now ? restless : restless.clone();
    if (before != now) {
      counts[position / CHUNK] += now ? -1 : 1;
    }
    return new Effects(copy, counts, buckets, size);
  }

  private Effects appended(Effect effect) {
    int last = size / CHUNK;
    Effect[][] copy = Arrays.copyOf(chunks, last + 1);
    Effect[] chunk =
        size % CHUNK == 0 ? new Effect[1] : Arrays.copyOf(copy[last], size % CHUNK + 1);
    chunk[size % CHUNK] = effect;
    copy[last] = chunk;
    int[] counts = Arrays.copyOf(restless, last + 1);
    counts[last] += effect.atRest() ? 0 : 1;
    Effects grown = new Effects(copy, counts, buckets, size + 1);
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
   * Those that are not at rest, in the order requested; a copy. All others are actions that are
   * final and wanted: nothing is asked of them and nothing is owed.
   */
  public List<Effect> restless() {
    List<Effect> some = new ArrayList<>();
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      for (Effect effect : restless[chunk] == 0 ? NO_EFFECT : chunks[chunk]) {
        if (!effect.atRest()) {
          some.add(effect);
        }
      }
    }
    return some;
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
