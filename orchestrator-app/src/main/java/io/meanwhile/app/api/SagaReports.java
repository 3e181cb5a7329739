package io.meanwhile.app.api;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.security.Identity;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes observations in, whichever way they came. The participant shows the effect's token. Any
 * other observer shows a key of its own name: one that could speak for others would be a quorum by
 * itself.
 */
final class SagaReports {
  private final Orchestrator orchestrator;
  private final SagaViews views;
  private final EffectTokens tokens;
  private final InstantSource clock;
  private final Acknowledgement acknowledgement;

  SagaReports(
      Orchestrator orchestrator,
      SagaViews views,
      EffectTokens tokens,
      InstantSource clock,
      Acknowledgement acknowledgement) {
    this.orchestrator = orchestrator;
    this.views = views;
    this.tokens = tokens;
    this.clock = clock;
    this.acknowledgement = acknowledgement;
  }

  /**
   * Takes one report in.
   *
   * @param event the message that brought it; null when none did
   */
  Receipt report(
      String saga,
      ObservationBody body,
      @Nullable String token,
      Identity identity,
      @Nullable CloudEvent event) {
    boolean shown = token != null && !token.isBlank();
    if (!shown && body.observer() == null) {
      throw tokenRequired();
    }
    EffectKey key = key(saga, body.effect());
    Instant now = clock.instant();
    if (identity.byToken()) {
      // Who has only a token learns nothing, not even what there is, before it is found good.
      check(tokens.check(token, saga, key, now), key);
    }
    SagaView view = views.get(saga);
    String participant = participant(view, key);
    boolean itself = speaksForItself(body, identity, participant);
    if (shown || !itself) {
      check(tokens.check(token, saga, key, now), key);
    }
    String who = identity.byToken() ? "participant:" + participant : identity.who();
    Caller caller =
        event == null ? Caller.named(who) : new Caller(who, event.correlation(), event.causation());
    return acknowledgement.of(orchestrator.observe(saga, body.of(key, participant, now), caller));
  }

  /** Also of a key that was never requested: what is reported about that is for an operator. */
  private static String participant(SagaView view, EffectKey key) {
    Effect effect = view.state().effect(key);
    if (effect != null) {
      return effect.to().participant();
    }
    Definition definition = view.definition().in(view.state());
    if (!definition.has(key.place())) {
      throw unknown(key);
    }
    Step step = definition.step(key.place());
    Call asked = key.isAction() || step.undo() == null ? step.action() : step.undo();
    return asked.to().participant();
  }

  private static ProblemException unknown(EffectKey key) {
    return new ProblemException(ErrorCode.UNKNOWN_EFFECT, "The saga has no effect " + key + ".");
  }

  /** True for an observer that needs no token; false where only a token can tell. */
  private static boolean speaksForItself(
      ObservationBody body, Identity identity, String participant) {
    String observer = body.observer();
    boolean own = observer != null && observer.equals(identity.who()) && !identity.byToken();
    boolean participants = observer == null || observer.equals(participant);
    if (!own && !participants && !identity.anonymous()) {
      throw new ProblemException(
          ErrorCode.OBSERVER_NOT_YOURS,
          identity.byToken()
              ? "The token speaks for " + participant + ", not for " + observer + "."
              : "The key " + identity.who() + " does not speak for " + observer + ".");
    }
    return own || !participants;
  }

  private static ProblemException tokenRequired() {
    return new ProblemException(ErrorCode.TOKEN_REQUIRED, "The request has no effect token.");
  }

  private static void check(EffectTokens.Verdict verdict, EffectKey key) {
    switch (verdict) {
      case GOOD -> {}
      case MISSING -> throw tokenRequired();
      case WRONG ->
          throw new ProblemException(
              ErrorCode.TOKEN_WRONG, "The token was not issued for effect " + key + ".");
      case EXPIRED ->
          throw new ProblemException(
              ErrorCode.TOKEN_EXPIRED, "The token for effect " + key + " has expired.");
    }
  }

  /** The saga's id may stand before the key, as it does where the key travels. */
  private static EffectKey key(String saga, String text) {
    try {
      return EffectKey.parse(saga, text);
    } catch (IllegalArgumentException notAKey) {
      throw new ProblemException(ErrorCode.BAD_EFFECT, "The text is not an effect key.");
    }
  }
}
