package io.meanwhile.core.simulation;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The participants: idempotent by key, honest, and slow. An action that happens adds one to its
 * step's balance; undoing it, or a reorg, takes one away.
 */
final class World {
  /** Where one effect is, outside. */
  enum State {
    NONE,
    PENDING,
    DONE,
    REFUSED,
    BLOCKED,
    UNDONE
  }

  /** One effect as its participant knows it. */
  static final class Outside {
    State state = State.NONE;
    boolean expired;
    boolean stood;
    boolean forgotten;
    int depth;
    @Nullable CompensationOutcome outcome;
  }

  /** What a participant says. */
  record Says(Report report, @Nullable Integer depth, @Nullable CompensationOutcome outcome) {}

  private final Random random;
  private final Map<EffectKey, Integer> depths;
  private final Map<EffectKey, Outside> effects = new LinkedHashMap<>();
  final Map<String, Integer> balances = new LinkedHashMap<>();
  final List<String> violations = new ArrayList<>();

  World(Random random, Map<EffectKey, Integer> depths) {
    this.random = random;
    this.depths = depths;
  }

  /** How many confirmations each step's first action and compensation want. */
  static Map<EffectKey, Integer> depths(Definition definition) {
    Map<EffectKey, Integer> depths = new HashMap<>();
    for (Step step : definition.steps()) {
      depths(step, step.name(), depths);
    }
    return depths;
  }

  /** The same where other versions have other steps. */
  static Map<EffectKey, Integer> depths(Definition first, List<Definition> others) {
    Map<EffectKey, Integer> depths = new HashMap<>();
    others.forEach(other -> depths.putAll(depths(other)));
    depths.putAll(depths(first));
    return depths;
  }

  private static void depths(Step step, String place, Map<EffectKey, Integer> depths) {
    for (Map.Entry<String, Step> member : RandomGroups.members(step).entrySet()) {
      depths(member.getValue(), place + "." + member.getKey(), depths);
    }
    EffectKey action = EffectKey.action(place, 1);
    depths.put(action, step.action().confirm().wanted());
    if (step.undo() != null) {
      depths.put(EffectKey.compensation(action, 1), step.undo().confirm().wanted());
    }
  }

  Outside outside(EffectKey key) {
    return effects.computeIfAbsent(key, k -> new Outside());
  }

  boolean stands(String place) {
    return balances.getOrDefault(place, 0) > 0;
  }

  /** Past its validity nothing begins, and what had not happened is forgotten. */
  void expire(EffectKey key) {
    Outside outside = outside(key);
    boolean nothing = outside.state == State.PENDING || outside.state == State.NONE;
    if (nothing && !outside.stood) { // nothing is promised of what has been there
      outside.state = State.NONE;
      outside.expired = true;
    }
  }

  /** Its key is not known any more: what comes with it now is another request. */
  void forget(EffectKey key) {
    outside(key).forgotten = true;
  }

  /** A request arrives at its participant. */
  void arrive(EffectKey key) {
    Outside outside = outside(key);
    if (outside.forgotten) {
      outside.forgotten = false;
      outside.state = State.NONE;
    }
    if (outside.state != State.NONE || outside.expired) {
      return;
    }
    if (!key.isAction()) {
      outside.state = random.nextInt(12) == 0 ? State.REFUSED : State.PENDING;
    } else {
      outside.state = random.nextInt(7) == 0 ? State.REFUSED : State.PENDING;
    }
    if (outside.state == State.PENDING && random.nextInt(3) > 0) {
      perform(key, outside);
    }
  }

  /**
   * Time passes at the participant: pending work is done, confirmations come, a reorg may strike.
   */
  void age(EffectKey key, boolean faults) {
    Outside outside = outside(key);
    switch (outside.state) {
      case PENDING -> perform(key, outside);
      case DONE, REFUSED -> {
        boolean reorg =
            faults
                && key.isAction()
                && depth(key) > 0
                && outside.depth < depth(key)
                && random.nextInt(6) == 0;
        if (reorg && outside.state == State.REFUSED) {
          outside.state = State.PENDING;
          outside.depth = 0;
        } else if (reorg) {
          outside.state = random.nextInt(4) == 0 ? State.REFUSED : State.PENDING; // fails this time
          outside.depth = 0;
          add(key, -1);
        } else {
          outside.depth++;
        }
      }
      case NONE, BLOCKED, UNDONE -> {}
    }
  }

  private int depth(EffectKey key) {
    return depths.getOrDefault(
        new EffectKey(key.place(), key.direction(), 1, key.undoes() > 0 ? 1 : 0), 0);
  }

  private void perform(EffectKey key, Outside outside) {
    outside.state = State.DONE;
    outside.stood = true;
    outside.depth = 1;
    if (key.isAction()) {
      add(key, 1);
      return;
    }
    Outside action = outside(key.undone());
    if (action.state == State.DONE) {
      action.state = State.UNDONE;
      outside.outcome = CompensationOutcome.UNDONE;
      add(key.undone(), -1);
    } else if (action.state == State.UNDONE) {
      violations.add("undone twice: " + key);
    } else {
      action.state = State.BLOCKED;
      outside.outcome = CompensationOutcome.BLOCKED;
    }
  }

  private void add(EffectKey key, int change) {
    balances.merge(key.place(), change, Integer::sum);
  }

  /** What the participant would say about an effect now; null when it has nothing to say. */
  @Nullable Says says(EffectKey key) {
    Outside outside = outside(key);
    Integer depth = depth(key) > 0 ? Integer.valueOf(outside.depth) : null;
    return switch (outside.state) {
      case NONE -> new Says(Report.UNKNOWN, outside.expired && depth != null ? 99 : null, null);
      case PENDING -> new Says(Report.ACCEPTED, null, null);
      case DONE ->
          depth == null || depth >= depth(key)
              ? new Says(Report.FINAL, depth, outside.outcome)
              : new Says(Report.CONFIRMED, depth, outside.outcome);
      case UNDONE -> new Says(Report.FINAL, depth == null ? null : Integer.valueOf(99), null);
      case REFUSED -> new Says(Report.REFUSED, depth, null);
      case BLOCKED -> new Says(Report.REFUSED, depth == null ? null : Integer.valueOf(99), null);
    };
  }

  /** An operator makes sure that it never happens, and may then say so. */
  void forbid(EffectKey key) {
    outside(key).state = State.REFUSED;
    outside(key).depth = 99;
  }
}
