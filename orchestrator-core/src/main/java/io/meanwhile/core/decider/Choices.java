package io.meanwhile.core.decider;

import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Choice.RETRY;
import static io.meanwhile.core.model.Choice.WAIT;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may answer, as of now: a question may have been opened when more was possible,
 * or less.
 */
public final class Choices {
  private Choices() {}

  /** The answers that make sense, as far as time matters when it was asked; never none. */
  public static List<Choice> of(Definition written, Saga saga, Question question) {
    return of(written, saga, question, question.since());
  }

  /** The answers that make sense at this time; never none. */
  static List<Choice> of(Definition written, Saga saga, Question question, Instant at) {
    Definition definition = written.in(saga);
    Effect effect = question.effect() == null ? null : saga.effect(question.effect());
    List<Choice> choices =
        new ArrayList<>(
            effect == null
                ? aboutNoEffect(question.kind())
                : about(definition, saga, effect, question.kind()));
    if (effect != null && choices.contains(RETRY) && !isRemembered(definition, effect, at)) {
      choices.remove(RETRY);
    }
    if (mayGoBackward(definition, saga, question.effect())) {
      choices.add(GO_BACKWARD);
    }
    return List.copyOf(choices);
  }

  private static boolean isRemembered(Definition definition, Effect effect, Instant at) {
    Step step = definition.step(effect.key());
    Call call = effect.key().isAction() ? step.action() : step.undo();
    return call == null || Memory.holds(call, effect, at);
  }

  private static List<Choice> aboutNoEffect(DivergenceKind kind) {
    return switch (kind) {
      case EXPRESSION -> List.of(RETRY);
      case REVERTED -> List.of(RETRY, ACCEPT); // a skip that no longer holds: begin it, or leave it
      case STRAY, UNMET -> List.of(ACCEPT);
      case REFUSED, UNAVAILABLE, UNKNOWN, UNEXPECTED -> List.of(WAIT);
      case DISPUTED, LATE, BROKEN, OVERDUE, REJECTED -> List.of(WAIT);
    };
  }

  private static List<Choice> about(
      Definition definition, Saga saga, Effect effect, DivergenceKind kind) {
    if (!effect.key().isAction()) {
      return aboutCompensation(definition, saga, effect);
    }
    if (effect.isGroup()) {
      return aboutGroup(definition, saga, effect, kind);
    }
    if (kind == DivergenceKind.UNMET) {
      boolean again = effect.stands() == Stands.NO || Owed.compensated(saga, effect);
      return again && !effect.loss() ? List.of(REDO, ACCEPT) : List.of(ACCEPT);
    }
    return effect.givenUp()
        ? aboutGivenUp(saga, effect)
        : aboutWanted(definition, saga, effect, kind);
  }

  /** Its members are asked about for themselves; the whole can be taken as it is. */
  private static List<Choice> aboutGroup(
      Definition definition, Saga saga, Effect group, DivergenceKind kind) {
    List<Choice> choices = new ArrayList<>(List.of(ACCEPT));
    if (kind == DivergenceKind.OVERDUE) {
      choices.add(WAIT);
    }
    if (group.wanted() && GivingUp.obstacle(definition, saga, group.key()) == null) {
      choices.add(GIVE_UP);
    }
    return choices;
  }

  private static List<Choice> aboutCompensation(Definition definition, Saga saga, Effect undo) {
    boolean others =
        saga.compensations(undo.key().undone()).stream()
            .anyMatch(other -> !other.equals(undo) && other.rung() != Rung.VOID);
    if (undo.rung() == Rung.VOID) {
      return others || isNothingOwed(definition, saga, undo)
          ? List.of(HAPPENED, ACCEPT)
          : List.of(REDO, HAPPENED, ACCEPT);
    }
    return others || undo.loss() || undo.rung() == Rung.FINAL // nothing is asked for any more
        ? List.of(HAPPENED, DID_NOT_HAPPEN, ACCEPT)
        : List.of(WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
  }

  /**
   * A loss stays one; of a void action nothing is undone, unless this had made it void. That can
   * only be asked for at once: a void action is owed nothing, so its turn would never come.
   */
  private static boolean isNothingOwed(Definition definition, Saga saga, Effect undo) {
    Effect action = saga.effect(undo.key().undone());
    if (action == null || action.loss()) {
      return true;
    }
    boolean blocksAnew =
        undo.outcome() == CompensationOutcome.BLOCKED
            && !Reverse.holds(definition, saga, action.key());
    return action.stands() == Stands.NO && !blocksAnew;
  }

  /** That it happened means that it is owed: no answer while a compensation says it is undone. */
  private static List<Choice> aboutGivenUp(Saga saga, Effect action) {
    List<Choice> choices = new ArrayList<>();
    if (!Owed.compensated(saga, action)) {
      choices.add(HAPPENED);
    }
    if (action.rung() != Rung.VOID) {
      choices.add(DID_NOT_HAPPEN);
    }
    choices.add(ACCEPT);
    return choices;
  }

  private static List<Choice> aboutWanted(
      Definition definition, Saga saga, Effect action, DivergenceKind kind) {
    List<Choice> choices = new ArrayList<>();
    if (action.rung() == Rung.VOID) {
      boolean redo = !isReliedOn(saga, action.key()) && mayBegin(definition, saga, action);
      choices.addAll(redo ? List.of(REDO, HAPPENED, ACCEPT) : List.of(HAPPENED, ACCEPT));
    } else if (kind == DivergenceKind.UNEXPECTED) {
      choices.addAll(List.of(ACCEPT, DID_NOT_HAPPEN));
    } else if (action.rung() == Rung.FINAL) {
      choices.addAll(List.of(HAPPENED, DID_NOT_HAPPEN));
    } else {
      choices.addAll(List.of(WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN));
      boolean pivot = definition.step(action.key()).pivot();
      if (action.stands() == Stands.MAYBE && !pivot) {
        choices.add(ACCEPT);
      }
    }
    if (GivingUp.obstacle(definition, saga, action.key()) == null) {
      choices.add(GIVE_UP);
    }
    return choices;
  }

  /** When a step begins, again as well, what it waits for stands at that moment. */
  private static boolean mayBegin(Definition definition, Saga saga, Effect action) {
    String place = action.key().place();
    return definition.beginsAgain(place)
        && definition.step(place).after().entrySet().stream()
            .allMatch(before -> {
              Effect effect = saga.action(Forward.beside(place, before.getKey()));
              return effect != null
                  && effect.satisfies(before.getValue())
                  && !Owed.questioned(saga, effect);
            });
  }

  /** True when an action that is still wanted began on this one; a skip is only asked anew. */
  static boolean isReliedOn(Saga saga, EffectKey key) {
    return saga.all().stream()
        .anyMatch(e -> e.wanted() && e.rung() != Rung.SKIPPED && e.reliedOn().contains(key));
  }

  /**
   * While a pivot is in flight, going backward waits for it: no answer to a question about itself.
   */
  private static boolean mayGoBackward(
      Definition definition, Saga saga, @Nullable EffectKey effect) {
    boolean forward = !saga.backward() && (effect == null || effect.isAction());
    return forward
        && switch (Pivot.of(definition, saga)) {
          case AHEAD -> true;
          case IN_FLIGHT -> effect == null || !definition.step(effect).pivot();
          case PASSED -> false;
        };
  }
}
