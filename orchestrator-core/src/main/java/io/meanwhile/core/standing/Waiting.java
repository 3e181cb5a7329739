package io.meanwhile.core.standing;

import io.meanwhile.core.decider.Owed;
import io.meanwhile.core.decider.Pivot;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a saga waits for, in words: for whom, until when, and what happens then. */
final class Waiting {
  private Waiting() {}

  static Standing.Pending of(Definition definition, Saga saga, Effect effect) {
    return new Standing.Pending(
        effect.key().toString(),
        effect.rung(),
        effect.rungSince(),
        effect.until(),
        waitingFor(definition, saga, effect),
        then(definition, saga, effect));
  }

  static List<Standing.Pending> notBegun(Definition definition, Saga saga) {
    List<Standing.Pending> pending = new ArrayList<>();
    if (saga.backward()) {
      for (Effect action : saga.all()) {
        boolean owed =
            action.key().isAction()
                && saga.compensation(action.key()) == null
                && Owed.due(definition, saga, action);
        if (owed) {
          String first = names(Owed.waitingFor(definition, saga, action));
          pending.add(
              new Standing.Pending(
                  "compensation of " + action.key(),
                  Rung.PENDING,
                  null,
                  null,
                  "the compensation of " + first,
                  "it is compensated"));
        }
      }
      return pending;
    }
    for (Step step : definition.steps()) {
      if (saga.action(step.name()) == null) {
        String waitingFor = step.after().isEmpty() ? "an operator" : missing(saga, step);
        pending.add(
            new Standing.Pending(step.name(), Rung.PENDING, null, null, waitingFor, "it begins"));
      }
    }
    return pending;
  }

  private static String missing(Saga saga, Step step) {
    List<String> missing = new ArrayList<>();
    step.after()
        .forEach((place, level) -> {
          Effect effect = saga.action(place);
          if (effect == null || !effect.satisfies(level)) {
            missing.add(place + " to be " + level.name().toLowerCase(Locale.ROOT));
          }
        });
    return missing.isEmpty() ? "an operator" : String.join(", ", missing);
  }

  private static String names(List<Effect> effects) {
    return String.join(", ", effects.stream().map(e -> e.key().toString()).toList());
  }

  private static Call call(Definition definition, Effect effect) {
    Step step = definition.step(effect.key().step());
    return effect.key().isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }

  private static String waitingFor(Definition definition, Saga saga, Effect effect) {
    boolean asked =
        saga.questions().values().stream().anyMatch(q -> effect.key().equals(q.effect()));
    if (asked) {
      return "an operator's answer";
    }
    String participant = effect.to().participant();
    Ask ask = effect.ask();
    if (ask != null && ask.probe()) {
      return participant + " to say where it is (probe " + ask.attempt() + ")";
    }
    int of = call(definition, effect).confirm().wanted();
    return switch (effect.rung()) {
      case REQUESTED, PENDING ->
          ask == null
              ? "word from " + participant
              : participant + " to answer (attempt " + ask.attempt() + ")";
      case ACCEPTED -> participant + " to confirm it";
      case CONFIRMED ->
          of > 0
              ? "confirmation " + (effect.depth() + 1) + " of " + of
              : participant + " to call it final";
      case REFUSED -> "the refusal to be final (" + effect.depth() + " of " + of + ")";
      case UNKNOWN -> "any word of it";
      case REVERTED -> "it to come back";
      case DISPUTED -> "observers to agree";
      case FINAL, VOID, SKIPPED -> "nothing";
    };
  }

  private static String then(Definition definition, Saga saga, Effect effect) {
    if (saga.ended() != null) {
      return "it stays as it is";
    }
    if (effect.givenUp()) {
      boolean undo = definition.step(effect.key().step()).undo() != null;
      return effect.stands() == Stands.NO || !undo ? "nothing is owed" : "it is compensated";
    }
    if (!effect.key().isAction()) {
      return "the same key is sent again";
    }
    boolean probe = call(definition, effect).probe() != null;
    if (onlyForward(definition, saga, effect)) {
      return probe ? "it is probed, as often as it takes" : "the same key is sent again";
    }
    return probe ? "it is probed, then the saga goes backward" : "the saga goes backward";
  }

  /** Past the pivot, and for a pivot in flight, silence is no reason to go backward. */
  private static boolean onlyForward(Definition definition, Saga saga, Effect effect) {
    return switch (Pivot.of(definition, saga)) {
      case PASSED -> true;
      case IN_FLIGHT -> definition.step(effect.key().step()).pivot();
      case AHEAD -> false;
    };
  }
}
