package io.meanwhile.core.checker;

import io.meanwhile.core.decider.Validity;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Effects;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Voice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a state what makes no difference to what may follow, so that states meet: when
 * things were, how often was asked in between, what was said before. All happens at one moment; a
 * deadline that is to pass is first moved to it.
 */
final class Fold {
  /** The one moment at which everything happens. */
  static final Instant NOW = Instant.EPOCH;

  private static final Instant PAST = NOW.minusSeconds(3_600);

  /** Where every deadline lies that has not passed. */
  static final Instant LATER = NOW.plusSeconds(3_600);

  /** As often as rounds of asking are granted by a reaction; the decider parks after them. */
  static final int ROUNDS = 100;

  private Fold() {}

  /** The state without what makes no difference. */
  static Saga fold(Saga saga) {
    Effects effects = Effects.copyOf(saga.effects());
    for (Effect effect : List.copyOf(saga.all())) {
      if (!isFolded(effect)) {
        effects = effects.with(fold(effect));
      }
    }
    return copy(saga, effects, saga.deadline() == null ? null : LATER);
  }

  private static boolean isFolded(Effect effect) {
    Ask ask = effect.ask();
    return effect.seen().isEmpty()
        && effect.newestSeen() == null
        && effect.reason() == null
        && (effect.until() == null || effect.until().equals(LATER))
        && effect.probes() == probes(effect)
        && effect.retries() == retries(effect)
        && effect.sends() == 1
        && (effect.voices().isEmpty()
            || effect.voices().stream().allMatch(voice -> voice.equals(voice(voice, null))))
        && (ask == null || ask.attempt() == (ask.probe() ? effect.probes() : 1));
  }

  private static Effect fold(Effect effect) {
    int probes = probes(effect);
    Ask ask = effect.ask();
    Ask folded = ask == null ? null : new Ask(ask.probe(), ask.probe() ? probes : 1, NOW);
    Instant until = effect.until() == null ? null : LATER;
    return copy(effect, until, folded, 1, probes, retries(effect), null, List.of());
  }

  /** What an observer said last, before the rung there is was reached. */
  private static Voice voice(Voice said, @Nullable Instant newestSeen) {
    return new Voice(
        said.observer(),
        said.says(),
        said.depth(),
        said.result(),
        said.outcome(),
        PAST,
        newestSeen,
        null);
  }

  /**
   * How often was probed: none, a few times, or as often as is granted. Of a compensation, which is
   * probed and sent again by turns, only whose turn it is.
   */
  static int probes(Effect effect) {
    if (effect.probes() >= ROUNDS) {
      return ROUNDS;
    }
    if (effect.key().isAction()) {
      return Math.min(effect.probes(), Bounds.ATTEMPTS);
    }
    boolean asking = effect.ask() != null && effect.ask().probe();
    return effect.probes() > effect.retries() || asking ? 1 : 0;
  }

  /** How often was sent again by a reaction: as often as is granted, or less. */
  static int retries(Effect effect) {
    return effect.retries() >= ROUNDS ? ROUNDS : 0;
  }

  /** All deadlines but this effect's lie in the future; its own is now. */
  static Saga dueNow(Saga saga, Effect effect) {
    return with(
        saga,
        copy(
            effect,
            NOW,
            effect.ask(),
            effect.sends(),
            effect.probes(),
            effect.retries(),
            null,
            effect.seen()));
  }

  /** After as many rounds as are granted, each the same as the one before. */
  static Effect afterAllRounds(Effect effect) {
    Ask ask = effect.ask();
    Ask last = ask != null && ask.probe() ? new Ask(true, ROUNDS, NOW) : ask;
    return copy(effect, effect.until(), last, effect.sends(), ROUNDS, ROUNDS, null, effect.seen());
  }

  /** At the last attempt of its policy, all earlier ones having failed the same way. */
  static Saga lastAttempt(Saga saga, Effect effect, int attempts) {
    Ask last = new Ask(false, attempts, NOW);
    return with(
        saga,
        copy(
            effect,
            effect.until(),
            last,
            attempts,
            effect.probes(),
            effect.retries(),
            null,
            effect.seen()));
  }

  /** Its observer's reports carried times of its own; the newest this one. */
  static Saga lastSeen(Saga saga, Effect effect, Instant seen) {
    return with(
        saga,
        copy(
            effect,
            effect.until(),
            effect.ask(),
            effect.sends(),
            effect.probes(),
            effect.retries(),
            seen,
            effect.seen()));
  }

  /** Its validity is over now. */
  static Saga expiresNow(Saga saga, Effect effect) {
    Instant over = NOW.minus(Validity.MARGIN);
    return with(
        saga,
        copy(
            effect,
            effect.until(),
            effect.ask(),
            effect.sends(),
            effect.probes(),
            effect.retries(),
            null,
            effect.seen(),
            over,
            effect.requestedAt()));
  }

  /** So long ago was it asked for that its participant does not know the key again. */
  static Saga forgotten(Saga saga, Effect effect) {
    return with(
        saga,
        copy(
            effect,
            effect.until(),
            effect.ask(),
            effect.sends(),
            effect.probes(),
            effect.retries(),
            null,
            effect.seen(),
            effect.validUntil(),
            PAST));
  }

  /** True when its participant does not know its key again. */
  static boolean isForgotten(Effect effect) {
    return effect.requestedAt().equals(PAST);
  }

  /** The saga's own deadline is now. */
  static Saga overdueNow(Saga saga) {
    return copy(saga, saga.effects(), NOW);
  }

  static Saga with(Saga saga, Effect effect) {
    return copy(saga, Effects.copyOf(saga.effects()).with(effect), saga.deadline());
  }

  private static Saga copy(
      Saga saga,
      Map<io.meanwhile.core.model.EffectKey, Effect> effects,
      @Nullable Instant deadline) {
    return new Saga(
        saga.id(),
        saga.definition(),
        saga.sequence(),
        saga.input(),
        saga.attributes(),
        saga.startedAt(),
        deadline,
        saga.extensions(),
        saga.backward(),
        saga.why(),
        saga.held(),
        effects,
        saga.questions(),
        saga.asked(),
        List.of(),
        saga.paused(),
        saga.waiting(),
        saga.ended(),
        saga.completedOnce(),
        saga.migrated());
  }

  private static Effect copy(
      Effect from,
      @Nullable Instant until,
      @Nullable Ask ask,
      int sends,
      int probes,
      int retries,
      @Nullable Instant newestSeen,
      List<String> seen) {
    Instant valid = from.validUntil();
    Instant since = from.requestedAt();
    return copy(from, until, ask, sends, probes, retries, newestSeen, seen, valid, since);
  }

  private static Effect copy(
      Effect from,
      @Nullable Instant until,
      @Nullable Ask ask,
      int sends,
      int probes,
      int retries,
      @Nullable Instant newestSeen,
      List<String> seen,
      @Nullable Instant validUntil,
      Instant requestedAt) {
    return new Effect(
        from.key(),
        from.to(),
        from.input(),
        from.reliedOn(),
        from.rung(),
        from.depth(),
        from.result(),
        null,
        requestedAt,
        from.rungSince(),
        until,
        ask,
        sends,
        probes,
        retries,
        from.surelyUndelivered(),
        from.unexpected(),
        from.givenUp(),
        from.loss(),
        from.outcome(),
        from.stoodWhenAsked(),
        from.finalOnce(),
        newestSeen,
        from.voices().isEmpty()
            ? List.of()
            : from.voices().stream().map(said -> voice(said, newestSeen)).toList(),
        from.afterwards(),
        from.reacting(),
        null,
        validUntil,
        from.expired(),
        seen,
        from.members());
  }
}
