package io.meanwhile.core.standing;

import io.meanwhile.core.decider.Guards;
import io.meanwhile.core.decider.JoinWords;
import io.meanwhile.core.decider.Memory;
import io.meanwhile.core.decider.Owed;
import io.meanwhile.core.decider.Pivot;
import io.meanwhile.core.decider.Validity;
import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a saga waits for, in words: for whom, until when, and what happens then. */
final class Waiting {
  private static final String ANSWER = "an operator's answer";

  private Waiting() {}

  static Standing.Pending of(Definition definition, Saga saga, Effect effect) {
    return new Standing.Pending(
        effect.key().toString(),
        effect.rung(),
        effect.rungSince(),
        isAsked(saga, effect) ? null : Validity.end(effect),
        waitingFor(definition, saga, effect),
        then(definition, saga, effect),
        Heard.voices(call(definition, effect).confirm(), effect));
  }

  /** What is owed and waits for others, and going forward the steps that are to begin, or again. */
  static List<Standing.Pending> notBegun(Definition definition, Saga saga) {
    List<Standing.Pending> pending = new ArrayList<>();
    for (Effect action : saga.all()) {
      boolean owed =
          action.key().isAction()
              && action.givenUp()
              && saga.compensation(action.key()) == null
              && Owed.due(definition, saga, action);
      if (owed) {
        String first = names(Owed.waitingFor(definition, saga, action));
        String waits = first.isEmpty() ? "the saga to be resumed" : first + " to be settled";
        pending.add(toCome("compensation of " + action.key(), waits, "it is compensated"));
      }
    }
    if (!saga.backward()) {
      definition.steps().forEach(step -> toBegin(saga, step, pending));
    }
    return pending;
  }

  private static Standing.Pending toCome(String what, String waitingFor, String then) {
    return new Standing.Pending(what, Rung.PENDING, null, null, waitingFor, then, List.of());
  }

  private static void toBegin(Saga saga, Step step, List<Standing.Pending> pending) {
    Effect newest = saga.action(step.name());
    if (newest == null) {
      pending.add(toCome(step.name(), toBegin(saga, step), "it begins"));
    } else if (newest.givenUp() && newest.afterwards() == Afterwards.AGAIN) {
      String missing = missing(saga, step);
      String waits = missing.isEmpty() ? newest.key() + " to be settled" : missing;
      pending.add(toCome(step.name(), waits, "it begins again"));
    }
  }

  private static String toBegin(Saga saga, Step step) {
    if (saga.questions().values().stream().anyMatch(q -> step.name().equals(q.place()))) {
      return ANSWER;
    }
    String missing = missing(saga, step);
    if (missing.isEmpty() && saga.held() != null) {
      return "the pivot to be settled: " + saga.held().why();
    }
    return missing.isEmpty() ? ANSWER : missing;
  }

  private static String missing(Saga saga, Step step) {
    List<String> missing = new ArrayList<>();
    Map<String, Level> waits = new LinkedHashMap<>(step.after());
    Guards.reads(step).forEach(place -> waits.putIfAbsent(place, Guards.levelOf(step, place)));
    waits.forEach((place, level) -> {
      Effect effect = saga.action(place);
      if (effect == null || !effect.satisfies(level)) {
        missing.add(place + " to be " + level.name().toLowerCase(Locale.ROOT));
      }
    });
    return String.join(", ", missing);
  }

  private static String names(List<Effect> effects) {
    return String.join(", ", effects.stream().map(e -> e.key().toString()).toList());
  }

  private static Call call(Definition definition, Effect effect) {
    Step step = definition.step(effect.key());
    return effect.key().isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }

  private static boolean isAsked(Saga saga, Effect effect) {
    return saga.questions().values().stream().anyMatch(q -> effect.key().equals(q.effect()));
  }

  private static String waitingFor(Definition definition, Saga saga, Effect effect) {
    if (isAsked(saga, effect)) {
      return ANSWER;
    }
    Flow flow = definition.step(effect.key()).flow();
    if (effect.isGroup() && flow != null) {
      return "enough of its members: " + JoinWords.of(flow, effect);
    }
    String participant = effect.to().participant();
    Ask ask = effect.ask();
    if (ask != null && ask.probe()) {
      return participant + " to say where it is (probe " + ask.attempt() + ")";
    }
    if (ask != null && saga.paused() != null) {
      return "the saga to be resumed";
    }
    String own = Owns.waitingFor(saga, effect);
    if (own != null) {
      return own;
    }
    Finality confirm = call(definition, effect).confirm();
    boolean ripens = confirm.after() != null && then(confirm, effect.rung()) != null;
    if (ripens) {
      return "nothing to contradict it for " + confirm.after();
    }
    if (confirm instanceof Finality.Quorum rule) {
      String asked =
          ask == null ? "" : participant + " to answer (attempt " + ask.attempt() + "); ";
      return asked + Heard.waitingFor(rule, effect);
    }
    return waitingFor(effect, confirm.wanted());
  }

  private static String waitingFor(Effect effect, int of) {
    String participant = effect.to().participant();
    Ask ask = effect.ask();
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
    if (isAsked(saga, effect)) {
      return "it goes on as answered";
    }
    String timer = Owns.then(effect);
    if (timer != null) {
      return timer;
    }
    if (effect.isGroup() && !effect.givenUp()) {
      return effect.until() == null ? "it stands" : overdue(call(definition, effect), effect);
    }
    String ripe = then(call(definition, effect).confirm(), effect.rung());
    if (ripe != null) {
      return ripe;
    }
    if (Validity.isNext(effect)) {
      return "it is not valid any more: probed, no trace of it makes it void";
    }
    return effect.givenUp() ? owed(definition, saga, effect) : reaction(definition, saga, effect);
  }

  private static String overdue(Call group, Effect effect) {
    String own = Reactions.toOverdue(group, effect);
    String then = own == null ? "" : ": " + own;
    return "it stands; past its deadline it is overdue" + then;
  }

  /** What time makes of it; null where that makes nothing of it. */
  private static @Nullable String then(Finality confirm, Rung rung) {
    boolean ripens = confirm.after() != null && (rung == Rung.CONFIRMED || rung == Rung.REFUSED);
    return !ripens ? null : rung == Rung.CONFIRMED ? "it is final" : "it is void";
  }

  private static String owed(Definition definition, Saga saga, Effect effect) {
    if (effect.loss()) {
      return "it stays listed as a loss";
    }
    if (Owed.irreversible(definition, effect)) {
      return "it is listed as a loss, if it may stand";
    }
    boolean undo = definition.step(effect.key()).undo() != null;
    return undo && !Owed.compensated(saga, effect) ? "it is compensated" : "nothing is owed";
  }

  private static String again(Definition definition, Effect effect) {
    boolean known =
        effect.until() == null || Memory.holds(call(definition, effect), effect, effect.until());
    return known
        ? "the same key is sent again"
        : "an operator is asked: its participant does not remember the key any more";
  }

  /** What is done when the wait is over, by the column of the divergence table that is read. */
  private static String reaction(Definition definition, Saga saga, Effect effect) {
    String own = Reactions.toSilence(call(definition, effect), effect);
    if (own != null) {
      return own;
    }
    boolean probed = call(definition, effect).probe() != null && effect.rung() != Rung.REVERTED;
    Pivot pivot = Pivot.of(definition, saga);
    boolean itself = effect.key().isAction() && definition.step(effect.key()).pivot();
    if (!effect.key().isAction() || pivot == Pivot.PASSED || (itself && pivot == Pivot.IN_FLIGHT)) {
      return probed ? "it is probed, as often as it takes" : again(definition, effect);
    }
    String backward =
        pivot == Pivot.IN_FLIGHT
            ? "the saga goes backward, unless the pivot is passed"
            : "the saga goes backward";
    return probed ? "it is probed, then " + backward : backward;
  }
}
