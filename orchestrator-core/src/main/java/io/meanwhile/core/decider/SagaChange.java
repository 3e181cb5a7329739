package io.meanwhile.core.decider;

import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.Divergence;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Effects;
import io.meanwhile.core.model.Migrated;
import io.meanwhile.core.model.Migration;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Saga;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A copy of a saga with one event applied; lives only while that event is applied. */
final class SagaChange {
  /** How many divergences a saga's state keeps; the log keeps them all. */
  private static final int DIVERGENCES = 100;

  private final Saga from;
  private @Nullable Instant deadline;
  private int extensions;
  private boolean backward;
  private @Nullable String why;
  private Saga.@Nullable Hold held;
  private Effects effects;
  private Map<Integer, Question> questions;
  private int asked;
  private List<Divergence> divergences;
  private Saga.@Nullable Paused paused;
  private List<Saga.Waiting> waiting;
  private Saga.@Nullable Ended ended;
  private boolean completedOnce;
  private @Nullable DefinitionRef definition;
  private Migrated migrated;

  SagaChange(Saga from) {
    this.from = from;
    deadline = from.deadline();
    extensions = from.extensions();
    backward = from.backward();
    why = from.why();
    held = from.held();
    effects = Effects.copyOf(from.effects());
    questions = from.questions();
    asked = from.asked();
    divergences = from.divergences();
    paused = from.paused();
    waiting = from.waiting();
    ended = from.ended();
    completedOnce = from.completedOnce();
    definition = from.definition();
    migrated = from.migrated();
  }

  SagaChange migrate(Migration to) {
    migrated = migrated.next(to);
    definition = to.to();
    deadline = to.deadline();
    return this;
  }

  SagaChange put(Effect effect) {
    Effect before = effect.key().isMember() ? effects.get(effect.key()) : null;
    effects = effects.with(effect);
    if (effect.key().isMember()) {
      effects = Grouped.counted(effects, before, effect);
    }
    return this;
  }

  /** Takes out what was never requested. */
  SagaChange without(EffectKey key) {
    Effect gone = key.isMember() ? effects.get(key) : null;
    effects = effects.without(key);
    if (gone != null) {
      effects = Grouped.uncounted(effects, gone);
    }
    return this;
  }

  /** Changes one effect; an event about an effect that was never requested cannot be applied. */
  SagaChange effect(EffectKey key, UnaryOperator<EffectChange> change) {
    Effect effect = effects.get(key);
    if (effect == null) {
      throw new IllegalStateException("no effect " + key + " in saga " + from.id());
    }
    return put(change.apply(new EffectChange(effect)).done());
  }

  SagaChange goBackward(String reason, Instant at) {
    backward = true;
    why = reason;
    held = null;
    Effects all = effects;
    for (Effect effect : all.values()) {
      if (effect.key().isAction() && effect.wanted()) {
        put(new EffectChange(effect).giveUp(at).done());
      }
    }
    return this;
  }

  SagaChange hold(Saga.@Nullable Hold hold) {
    held = hold;
    return this;
  }

  SagaChange noDeadline() {
    deadline = null;
    return this;
  }

  SagaChange extend(Instant until) {
    deadline = until;
    extensions++;
    return this;
  }

  SagaChange open(Question question) {
    Map<Integer, Question> copy = new LinkedHashMap<>(questions);
    copy.put(question.id(), question);
    questions = copy;
    asked = Math.max(asked, question.id());
    return this;
  }

  /** Closes an open question; one that is not open cannot be closed. */
  SagaChange close(int question) {
    Map<Integer, Question> copy = new LinkedHashMap<>(questions);
    if (copy.remove(question) == null) {
      throw new IllegalStateException("no open question " + question + " in saga " + from.id());
    }
    questions = copy;
    return this;
  }

  SagaChange diverged(Divergence divergence) {
    List<Divergence> kept = new ArrayList<>();
    for (Divergence old : divergences) {
      boolean same =
          old.kind() == divergence.kind() && Objects.equals(old.effect(), divergence.effect());
      if (!same) {
        kept.add(old);
      }
    }
    kept.add(divergence);
    divergences = kept.size() > DIVERGENCES ? kept.subList(1, kept.size()) : kept;
    return this;
  }

  SagaChange pause(Saga.Paused by) {
    paused = by;
    return this;
  }

  SagaChange resume() {
    paused = null;
    waiting = List.of();
    return this;
  }

  /** Of each effect the newest divergence waits. */
  SagaChange waits(Saga.Waiting one) {
    List<Saga.Waiting> all = new ArrayList<>();
    for (Saga.Waiting other : waiting) {
      if (!Objects.equals(other.effect(), one.effect())) {
        all.add(other);
      }
    }
    all.add(one);
    waiting = all;
    return this;
  }

  SagaChange ended(Saga.@Nullable Ended end, boolean completed) {
    ended = end;
    deadline = null;
    completedOnce |= completed;
    return this;
  }

  Saga done() {
    return new Saga(
        from.id(),
        definition,
        from.sequence() + 1,
        from.input(),
        from.attributes(),
        from.startedAt(),
        deadline,
        extensions,
        backward,
        why,
        held,
        effects,
        questions,
        asked,
        divergences,
        paused,
        waiting,
        ended,
        completedOnce,
        migrated);
  }
}
