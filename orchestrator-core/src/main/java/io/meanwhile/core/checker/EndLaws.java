package io.meanwhile.core.checker;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.decider.Choices;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold of every state: an end tells the truth, and nothing is stuck. */
final class EndLaws {
  private final Definition definition;

  EndLaws(Definition definition) {
    this.definition = definition;
  }

  /** The law that this state breaks; null when it breaks none. */
  @Nullable Wrong check(Node node) {
    Saga saga = node.saga;
    Wrong group = GroupLaws.stands(definition, saga);
    if (group != null) {
      return group;
    }
    if (saga.ended() == null) {
      Wrong twice = wantedTwice(saga);
      return twice != null ? twice : saga.parked() ? unanswerable(saga) : stuck(saga);
    }
    boolean completed = saga.ended().outcome() == SagaStatus.COMPLETED;
    Wrong wrong = atAnyEnd(node, saga.ended());
    if (wrong == null) {
      wrong = completed ? completed(node) : compensated(node, saga.ended());
    }
    return wrong;
  }

  private static @Nullable Wrong wantedTwice(Saga saga) {
    for (Effect effect : saga.all()) {
      EffectKey key = effect.key();
      if (key.isAction() && key.generation() > 1 && !effect.givenUp()) {
        Effect earlier = saga.effect(EffectKey.action(key.place(), key.generation() - 1));
        if (earlier != null && !earlier.givenUp()) {
          return new Wrong(5, "Two generations of " + key.place() + " are wanted.");
        }
      }
    }
    return null;
  }

  private @Nullable Wrong unanswerable(Saga saga) {
    for (Question question : saga.questions().values()) {
      if (Choices.of(definition, saga, question).isEmpty()) {
        return new Wrong(7, "A question offers no answer: " + question.why());
      }
    }
    return null;
  }

  private static @Nullable Wrong stuck(Saga saga) {
    Agenda agenda = Agenda.of(saga);
    if (saga.paused() != null) {
      boolean held = agenda.sends().stream().allMatch(send -> send.ask().probe());
      return held ? null : new Wrong(5, "It is paused, and sends more than probes.");
    }
    boolean idle = agenda.sends().isEmpty() && agenda.wakeAt() == null;
    return idle ? new Wrong(7, "Stuck: nothing is sent, awaited or asked, and no end.") : null;
  }

  private @Nullable Wrong atAnyEnd(Node node, Saga.Ended ended) {
    Saga saga = node.saga;
    Agenda agenda = Agenda.of(saga);
    if (!agenda.sends().isEmpty() || agenda.wakeAt() != null) {
      return new Wrong(7, "It has ended and still sends or waits.");
    }
    for (int i = 0; i < node.size(); i++) {
      Effect effect = node.effect(i);
      EffectKey key = effect.key();
      if (key.isAction() && effect.givenUp()) {
        Wrong wrong = owed(saga, effect);
        boolean kept = !Outside.broken(node.outside(i));
        if (wrong == null && kept && finals(saga, key) > 1) {
          wrong = new Wrong(5, key + " is compensated twice.");
        }
        if (wrong == null && ended.outcome() == SagaStatus.COMPENSATED) {
          wrong = unlisted(saga, effect, ended);
        }
        if (wrong != null) {
          return wrong;
        }
      }
    }
    return null;
  }

  private static long finals(Saga saga, EffectKey key) {
    return saga.compensations(key).stream().filter(u -> u.rung() == Rung.FINAL).count();
  }

  private @Nullable Wrong owed(Saga saga, Effect effect) {
    Step step = definition.step(effect.key().place());
    boolean nothing = step.undo() == null && !step.irreversible();
    return nothing || UndoLaws.settled(definition, saga, effect)
        ? null
        : new Wrong(5, "It has ended, and something is owed for " + effect.key() + ".");
  }

  private static @Nullable Wrong unlisted(Saga saga, Effect effect, Saga.Ended ended) {
    EffectKey key = effect.key();
    boolean lost =
        effect.loss() && effect.stands() != Stands.NO && !UndoLaws.compensated(saga, effect);
    return lost && !ended.losses().contains(key)
        ? new Wrong(5, key + " is lost, and the end does not list it.")
        : null;
  }

  private @Nullable Wrong completed(Node node) {
    Wrong gone = gone(node);
    if (gone != null || !(definition.complete().goal() instanceof Goal.All)) {
      return gone; // which of them must stand is for the goal to say
    }
    Level level = definition.complete().level();
    for (Step step : definition.steps()) {
      Effect effect = node.saga.action(step.name());
      if (effect == null) {
        return new Wrong(7, "It is COMPLETED although " + step.name() + " never began.");
      }
      boolean without = BeginLaws.without(effect);
      boolean enough =
          effect.rung() == Rung.FINAL
              || effect.rung() == Rung.SKIPPED
              || (effect.rung() == Rung.CONFIRMED && level == Level.CONFIRMED);
      if (!without && !(enough && !effect.givenUp())) {
        return new Wrong(7, "It is COMPLETED although " + effect.key() + " does not stand.");
      }
    }
    return GuardLaws.completed(definition, node.saga);
  }

  /** Judged by the world: what counts for the goal is done there. */
  private static @Nullable Wrong gone(Node node) {
    for (int i = 0; i < node.size(); i++) {
      Effect effect = node.effect(i);
      int outside = node.outside(i);
      boolean counts =
          effect.key().isAction()
              && !effect.isGroup()
              && effect.rung() == Rung.FINAL
              && !BeginLaws.without(effect);
      boolean there = Outside.state(outside) == Outside.DONE;
      if (counts && !effect.givenUp() && !there && !Outside.broken(outside)) {
        return new Wrong(7, "It is COMPLETED although " + effect.key() + " is not done outside.");
      }
    }
    return null;
  }

  /** Judged by the world: no given-up action stands there, unless listed or nothing can undo it. */
  private @Nullable Wrong compensated(Node node, Saga.Ended ended) {
    List<EffectKey> losses = ended.losses();
    for (int i = 0; i < node.size(); i++) {
      Effect effect = node.effect(i);
      int outside = node.outside(i);
      boolean stands = effect.key().isAction() && Outside.state(outside) == Outside.DONE;
      boolean undoable = definition.step(effect.key().place()).undo() != null;
      if (stands && undoable && !Outside.broken(outside) && !losses.contains(effect.key())) {
        return new Wrong(
            5, "It is COMPENSATED although " + effect.key() + " stands outside, and no loss.");
      }
    }
    return null;
  }
}
