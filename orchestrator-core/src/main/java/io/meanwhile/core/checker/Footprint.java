package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reacting;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Voice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits of a state: a sum over its effects, so that the order in which they were requested makes
 * no difference, and, where branches are alike, a sum over branches, so that it makes none which is
 * which. Each summand is mixed by the finalizer of SplitMix64 (Steele et al. 2014).
 */
@SuppressWarnings("EnumOrdinal") // nothing is stored: the bits live as long as one check
final class Footprint {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xD1B54A32D192ED03L;
  private static final int GENERATIONS = 64;

  /** The bits of no state. */
  static final Print NONE = new Print(0, 0);

  /** 128 bits. */
  record Print(long high, long low) {}

  private final Map<String, Integer> steps = new HashMap<>();
  private final Symmetry symmetry;
  private final Quorums quorums;
  private final boolean[] pivots;

  Footprint(Definition definition, Symmetry symmetry) {
    this.symmetry = symmetry;
    this.quorums = new Quorums(definition);
    List<String> names = definition.stepNames();
    for (int i = 0; i < names.size(); i++) {
      steps.put(names.get(i), i);
    }
    pivots = new boolean[names.size()];
    for (int i = 0; i < names.size(); i++) {
      pivots[i] = definition.steps().get(i).pivot();
    }
  }

  /** Both halves of it. */
  Print compute(Saga saga, int[] outside, int faultsLeft) {
    Sums sums = new Sums(symmetry.branches());
    List<Effect> effects = Node.inOrder(saga);
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      int step = step(effect.key().place());
      add(sums, step, seed(effect.key()), bits(saga, step, effect, outside[i]));
    }
    for (Question question : saga.questions().values()) {
      if (question.effect() == null) {
        int step = question.place() == null ? -1 : step(question.place());
        add(sums, step, 7, 1 + question.kind().ordinal());
      }
    }
    for (Saga.Waiting waiting : saga.waiting()) {
      EffectKey key = waiting.effect();
      long seed = key == null ? 5 : seed(key) + 1;
      add(sums, key == null ? -1 : step(key.place()), seed, 1 + kind(waiting.kind()));
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < symmetry.branches(); i++) {
      long group = symmetry.group(i);
      high += mix(sums.high[1 + i] ^ mix(group + FIRST));
      low += mix(sums.low[1 + i] ^ mix(group + SECOND));
    }
    add(sums, -1, 3, saga(saga, faultsLeft));
    return new Print(high + sums.high[0], low + sums.low[0]);
  }

  /** The sum outside of all branches, and one for each branch. */
  private static final class Sums {
    private final long[] high;
    private final long[] low;

    Sums(int branches) {
      high = new long[1 + branches];
      low = new long[1 + branches];
    }
  }

  /** The step's number; of a member one of its own, below those that say something else. */
  private int step(String place) {
    Integer step = steps.get(place);
    return step == null ? -2 - (place.hashCode() & 0xFFFFFF) : step;
  }

  /** Into the sum of the step's branch, where it has one; -1 is no step. */
  private void add(Sums sums, int step, long seed, long bits) {
    int branch = step < 0 ? -1 : symmetry.branch(step);
    long where = branch < 0 ? step : symmetry.place(step);
    long salt = where * GENERATIONS * GENERATIONS * 2 + seed;
    sums.high[1 + branch] += mix(bits * FIRST + mix(salt ^ FIRST));
    sums.low[1 + branch] += mix(bits * SECOND + mix(salt ^ SECOND));
  }

  private static long seed(EffectKey key) {
    return 8L + ((long) key.undoes() * GENERATIONS + key.generation()) * 2;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long saga(Saga saga, int faultsLeft) {
    Saga.Hold held = saga.held();
    long bits = saga.backward() ? 1 : 0;
    bits = bits << 1 | (saga.completedOnce() ? 1 : 0);
    bits = bits << 1 | (saga.deadline() != null ? 1 : 0);
    bits = bits << 1 | (saga.paused() != null ? 1 : 0);
    bits = bits << 4 | Math.min(saga.extensions(), 15);
    bits = bits << 4 | (saga.ended() == null ? 0 : saga.ended().outcome().ordinal() + 1);
    bits = bits << 7 | (saga.input() instanceof Long input ? input : 0);
    bits = bits << 5 | (held == null ? 0 : 1 + kind(held.kind()));
    return bits << 2 | faultsLeft;
  }

  private static int kind(@Nullable DivergenceKind kind) {
    return kind == null ? 0 : 1 + kind.ordinal();
  }

  /**
   * What makes a difference of one effect: of one that is settled, or given up, less than of one
   * that is waited for.
   */
  private long bits(Saga saga, int step, Effect effect, int outside) {
    boolean stands = effect.stands() == Stands.YES;
    boolean over = effect.rung() == Rung.FINAL || effect.rung() == Rung.VOID;
    boolean asking = !effect.givenUp() && !over;
    boolean waits = effect.until() != null && !(effect.givenUp() && stands);
    long bits = effect.rung().ordinal();
    bits = bits << 4 | effect.depth();
    bits = bits << 2 | (effect.givenUp() ? 0 : result(effect.result()));
    bits = bits << 1 | (waits ? 1 : 0);
    bits = bits << 2 | (effect.ask() == null ? 0 : effect.ask().probe() ? 2 : 1);
    bits = bits << 7 | (asking ? Fold.probes(effect) : 0);
    bits = bits << 1 | (asking && Fold.retries(effect) > 0 ? 1 : 0);
    bits = bits << 1 | (asking && effect.surelyUndelivered() ? 1 : 0);
    bits = bits << 1 | (effect.unexpected() ? 1 : 0);
    bits = bits << 1 | (effect.givenUp() ? 1 : 0);
    bits = bits << 1 | (effect.loss() ? 1 : 0);
    bits = bits << 2 | (!stands || effect.outcome() == null ? 0 : 1 + effect.outcome().ordinal());
    bits = bits << 1 | (step >= 0 && pivots[step] && effect.finalOnce() ? 1 : 0);
    int there = outside & ((1 << Outside.BITS) - 1);
    bits = bits << Outside.BITS | (effect.givenUp() ? Outside.withResult(there, 0) : there);
    bits = bits << 5 | question(saga, effect.key());
    bits = bits << 3 | marks(saga, effect.key());
    bits = bits << 2 | validity(effect);
    bits = bits << 2 | (effect.afterwards() == null ? 0 : 1 + effect.afterwards().ordinal());
    boolean leftOut = effect.rung() == Rung.SKIPPED && effect.reliedOn().isEmpty();
    return bits
        + reacting(effect) * SECOND
        + (leftOut ? 1L << 60 : 0)
        + (asking && Fold.isForgotten(effect) ? 1L << 61 : 0)
        + (heard(effect, outside) + members(effect)) * FIRST;
  }

  /** Of a group by whom it stands; how far its members are they say themselves. */
  private static long members(Effect effect) {
    Members members = effect.members();
    boolean none = members == null || effect.givenUp();
    return none || members == null
        ? 0
        : 1
            + 2L * members.winners().hashCode()
            + (members.accepted() ? 1 : 0)
            + 31L * (proposed(members) + Objects.hashCode(effect.result()));
  }

  /** What was proposed to it, and by which proposal. */
  private static long proposed(Members members) {
    return members.by() == null
        ? 0
        : 1 + members.proposed().hashCode() + 7L * members.by().hashCode();
  }

  /** Whether its validity is to end, or has. */
  private static int validity(Effect effect) {
    return effect.expired() ? 2 : effect.validUntil() != null ? 1 : 0;
  }

  /** What several observers said, so that it makes no difference which of those that are alike. */
  private long heard(Effect effect, int outside) {
    Observers observers = quorums.of(effect.key());
    if (observers == null) {
      return 0;
    }
    long fixed = 0;
    long alike = 0;
    for (int i = 0; i < observers.size(); i++) {
      long voice = mix(voice(effect, outside, observers.names().get(i), Spoken.by(outside, i)));
      if (i < observers.fixed()) {
        fixed = fixed * 31 + voice;
      } else {
        alike += voice;
      }
    }
    return mix(fixed) + alike;
  }

  /** Who agrees with what is settled makes no difference. */
  private static long voice(Effect effect, int outside, String observer, int said) {
    boolean agrees =
        effect.rung() == Rung.FINAL
            ? !Spoken.denies(said)
            : effect.rung() == Rung.VOID && !Spoken.affirms(said);
    if (agrees && !Outside.broken(outside)) {
      return 1;
    }
    for (Voice voice : effect.voices()) {
      if (voice.observer().equals(observer)) {
        long outcome = voice.outcome() == null ? 0 : 1 + voice.outcome().ordinal();
        long heard = (voice.says().ordinal() * 4L + result(voice.result())) * 4 + outcome;
        return 2L + said + 64 * (heard * 4 + voice.depth());
      }
    }
    return 2L + said;
  }

  /** How far it is in a list of reactions. */
  private static long reacting(Effect effect) {
    Reacting reacting = effect.reacting();
    if (reacting == null || effect.givenUp()) {
      return 0;
    }
    return 1 + kind(reacting.kind()) + 64L * (reacting.measure() + 64L * reacting.times());
  }

  private static int result(@Nullable Object result) {
    if (result == null) {
      return 0;
    }
    if (result instanceof Map<?, ?> proposal) { // the state of the participant says which
      return proposal.isEmpty() ? 2 : 3;
    }
    return result.equals("first") ? 1 : result.equals("other") ? 2 : 3;
  }

  private static int question(Saga saga, EffectKey key) {
    if (!saga.parked()) {
      return 0;
    }
    for (Question question : saga.questions().values()) {
      if (key.equals(question.effect())) {
        return 1 + question.kind().ordinal();
      }
    }
    return 0;
  }

  /** Whether it is what is held, or listed as a loss at the end. */
  private static int marks(Saga saga, EffectKey key) {
    boolean held = saga.held() != null && key.equals(saga.held().effect());
    boolean lost = saga.ended() != null && saga.ended().losses().contains(key);
    return (held ? 1 : 0) | (lost ? 2 : 0);
  }
}
