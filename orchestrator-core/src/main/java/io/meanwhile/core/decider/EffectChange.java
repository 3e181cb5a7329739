package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Reacting;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A copy of an effect with some components changed; lives only while one event is applied. */
final class EffectChange {
  private final Effect from;
  private Rung rung;
  private int depth;
  private @Nullable Object result;
  private @Nullable String reason;
  private Instant rungSince;
  private @Nullable Instant until;
  private @Nullable Ask ask;
  private int sends;
  private int probes;
  private int retries;
  private boolean surelyUndelivered;
  private boolean unexpected;
  private boolean givenUp;
  private boolean loss;
  private @Nullable CompensationOutcome outcome;
  private boolean finalOnce;
  private @Nullable Instant newestSeen;
  private List<Voice> voices;
  private @Nullable Afterwards afterwards;
  private @Nullable Reacting reacting;
  private @Nullable Long newestSequence;
  private @Nullable Instant validUntil;
  private boolean expired;
  private List<String> seen;
  private @Nullable Members members;

  EffectChange(Effect from) {
    this.from = from;
    rung = from.rung();
    depth = from.depth();
    result = from.result();
    reason = from.reason();
    rungSince = from.rungSince();
    until = from.until();
    ask = from.ask();
    sends = from.sends();
    probes = from.probes();
    retries = from.retries();
    surelyUndelivered = from.surelyUndelivered();
    unexpected = from.unexpected();
    givenUp = from.givenUp();
    loss = from.loss();
    outcome = from.outcome();
    finalOnce = from.finalOnce();
    newestSeen = from.newestSeen();
    voices = from.voices();
    afterwards = from.afterwards();
    reacting = from.reacting();
    newestSequence = from.newestSequence();
    validUntil = from.validUntil();
    expired = from.expired();
    seen = from.seen();
    members = from.members();
  }

  EffectChange rung(Rung to, int confirmations, Instant at) {
    if (to != rung) {
      rungSince = at;
    }
    rung = to;
    finalOnce |= to == Rung.FINAL;
    if (to.stands() == Stands.YES) { // it happened in time; that it never will is said no more
      validUntil = null;
      expired = false;
    }
    depth = confirmations;
    return this;
  }

  /**
   * What a report that moves the effect to {@code to} says besides. A result that comes with a
   * success counts; one that comes with less is better than none. A reason is kept while the same
   * refusal or revert goes on.
   */
  EffectChange said(Rung to, @Nullable Object value, @Nullable String text) {
    boolean stands = to.stands() == Stands.YES;
    reacting = stands ? Reacting.over(reacting) : reacting;
    if (value != null && (stands || result == null)) {
      unexpected &= Objects.equals(result, value); // whoever decides looks at another one anew
      result = value;
    }
    boolean goesOn = isTrouble(rung) && isTrouble(to);
    reason = text != null || !goesOn ? text : reason;
    return this;
  }

  private static boolean isTrouble(Rung rung) {
    return rung == Rung.REFUSED || rung == Rung.VOID || rung == Rung.REVERTED;
  }

  EffectChange result(@Nullable Object value) {
    result = value;
    return this;
  }

  EffectChange reason(@Nullable String text) {
    reason = text;
    return this;
  }

  EffectChange until(@Nullable Instant end) {
    until = end;
    return this;
  }

  EffectChange ask(@Nullable Ask next) {
    ask = next;
    if (next != null && next.probe()) {
      probes = Math.max(probes, next.attempt());
    } else if (next != null) {
      sends = Math.max(sends, next.attempt());
    }
    return this;
  }

  EffectChange countRetry() {
    retries++;
    return this;
  }

  EffectChange mayHaveArrived() {
    surelyUndelivered = false;
    return this;
  }

  /** What stands and was put off in a pause as unexpected is met as another result. */
  EffectChange changed() {
    unexpected &= rung.stands() != Stands.YES;
    return this;
  }

  EffectChange unexpected(boolean value) {
    unexpected = value;
    return this;
  }

  /** Nobody else could make it happen: what is only waited for never will, once it is given up. */
  EffectChange giveUp(Instant at) {
    givenUp = true;
    ask = null;
    boolean never = Own.isAwaited(from.to()) && rung.stands() == Stands.MAYBE;
    return never ? rung(Rung.VOID, 0, at).until(null) : this;
  }

  EffectChange giveUp(Afterwards then, Instant at) {
    afterwards = then;
    return giveUp(at);
  }

  EffectChange reacted(DivergenceKind kind, int measure, Instant at) {
    reacting = Reacting.next(reacting, kind, measure, at);
    return this;
  }

  EffectChange loss() {
    loss = true;
    givenUp = true;
    until = null;
    ask = null;
    return this;
  }

  EffectChange outcome(@Nullable CompensationOutcome value) {
    outcome = value;
    return this;
  }

  EffectChange newestSeen(Instant time) {
    newestSeen = time;
    return this;
  }

  EffectChange newestSequence(long number) {
    newestSequence = number;
    return this;
  }

  EffectChange expire() {
    expired = true;
    return this;
  }

  EffectChange voices(List<Voice> newest) {
    voices = newest;
    return this;
  }

  @Nullable Members members() {
    return members;
  }

  EffectChange members(@Nullable Members now) {
    members = now;
    return this;
  }

  EffectChange saw(String fingerprint) {
    List<String> newest = new ArrayList<>(seen);
    newest.add(fingerprint);
    seen = newest.size() > Effect.SEEN ? newest.subList(1, newest.size()) : newest;
    return this;
  }

  Effect done() {
    return new Effect(
        from.key(),
        from.to(),
        from.input(),
        from.reliedOn(),
        rung,
        depth,
        result,
        reason,
        from.requestedAt(),
        rungSince,
        until,
        ask,
        sends,
        probes,
        retries,
        surelyUndelivered,
        unexpected,
        givenUp,
        loss,
        outcome,
        from.stoodWhenAsked(),
        finalOnce,
        newestSeen,
        voices,
        afterwards,
        reacting,
        newestSequence,
        validUntil,
        expired,
        seen,
        members);
  }
}
