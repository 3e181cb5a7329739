package io.meanwhile.core.decider;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One decision in the making: the events so far and the state they lead to. */
final class Turn {
  /** With every version at hand that is needed. */
  private final Definition written;

  /** As the saga knows it: with what it keeps of earlier versions, and what was proposed. */
  Definition definition;

  final Instant at;

  /** The state before this decision. */
  final Saga before;

  private final List<SagaEvent> events = new ArrayList<>();
  private Saga saga;

  Turn(Definition definition, Saga saga, Instant at) {
    this.written = definition;
    this.definition = definition.in(saga);
    this.before = saga;
    this.saga = saga;
    this.at = at;
  }

  Saga saga() {
    return saga;
  }

  /** How many events there are so far. */
  int size() {
    return events.size();
  }

  void emit(SagaEvent event) {
    AssertedDecisions.check(definition, saga, event);
    events.add(event);
    saga = Evolution.apply(saga, event);
    if (event instanceof SagaEvent.StepsProposed || event instanceof SagaEvent.SagaMigrated) {
      definition = written.in(saga);
    }
  }

  void diverged(
      @Nullable EffectKey effect,
      DivergenceKind kind,
      String expected,
      String observed,
      Reaction reaction) {
    emit(new SagaEvent.Diverged(at, effect, kind, expected, observed, reaction));
  }

  /** Another version of the definition, as written. */
  Definition version(DefinitionRef ref) {
    return written.version(ref);
  }

  /** The definition as it would be known in that state. */
  Definition known(Saga state) {
    return written.in(state);
  }

  Effect effect(EffectKey key) {
    return Objects.requireNonNull(saga.effect(key));
  }

  Step step(EffectKey key) {
    return definition.step(key);
  }

  /** How this effect is asked for. */
  Call call(EffectKey key) {
    Step step = step(key);
    return key.isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }

  @Nullable Question questionAbout(EffectKey key) {
    for (Question question : saga.questions().values()) {
      if (key.equals(question.effect())) {
        return question;
      }
    }
    return null;
  }

  boolean asksAbout(String place) {
    return saga.questions().values().stream().anyMatch(q -> place.equals(q.place()));
  }

  Decision.Refused refused(String code, String detail) {
    return new Decision.Refused(code, detail);
  }

  /** Whatever follows by itself, then the whole decision. */
  Decision settled() {
    if (!events.isEmpty()) {
      Settling.run(this);
    }
    return new Decision.Events(events);
  }
}
