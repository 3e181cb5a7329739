package io.meanwhile.core.checker;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model's law about who is believed: of each observer the newest statement counts, a rung holds
 * while a quorum agrees, FINAL and VOID until a quorum says otherwise. It goes by what was said,
 * not by what the rules remember of it.
 *
 * @param outside what each said last, this word included
 */
record QuorumLaws(Observers observers, int outside) {

  /**
   * The law that is broken by what an observer said, whether that moved the effect or not.
   *
   * @param before what the same observer had said before
   */
  @Nullable Wrong said(int said, int before, Effect was, Effect is, List<SagaEvent> events) {
    EffectKey key = was.key();
    Rung wanted = wanted(said, was);
    boolean right = wanted == null ? !needsQuorum(is.rung()) : wanted == is.rung();
    if (!right) {
      return new Wrong(4, key + " is " + is.rung() + ", which is not what its quorum says.");
    }
    boolean rises = was.stands() != Stands.YES && is.stands() == Stands.YES;
    int result = observers.agreed(outside, Spoken::affirms);
    if (rises && key.isAction() && !Outside.text(result).equals(is.result())) {
      return new Wrong(4, "The result of " + key + " is not that of its quorum.");
    }
    return untold(said, before, was, is, events);
  }

  /**
   * Where what they say puts the effect; null where too few say the same. What is settled falls by
   * a word against it only.
   */
  private @Nullable Rung wanted(int said, Effect was) {
    boolean affirmed = observers.agreed(outside, Spoken::affirms) != Observers.UNNAMED;
    boolean denied = most(Spoken::denies);
    if (was.rung() == Rung.FINAL) {
      return denied && Spoken.denies(said) ? Rung.REVERTED : Rung.FINAL;
    }
    if (was.rung() == Rung.VOID && !Spoken.affirms(said)) {
      return Rung.VOID;
    }
    if (affirmed) {
      boolean last =
          observers.agreed(outside, voice -> Spoken.word(voice) == Spoken.FINAL)
              != Observers.UNNAMED;
      return last ? Rung.FINAL : Rung.CONFIRMED;
    }
    if (was.rung() == Rung.VOID) {
      return Rung.VOID;
    }
    if (most(Spoken::refuses)) {
      boolean last = most(voice -> Spoken.word(voice) == Spoken.REFUSED_FOR_GOOD);
      return last ? Rung.VOID : Rung.REFUSED;
    }
    return denied ? Rung.REVERTED : null;
  }

  private boolean most(java.util.function.IntPredicate so) {
    return observers.count(outside, so) >= observers.quorum();
  }

  /** Too few voices are silence. */
  private static boolean needsQuorum(Rung rung) {
    return switch (rung) {
      case CONFIRMED, FINAL, REFUSED, VOID -> true;
      case PENDING, REQUESTED, ACCEPTED, UNKNOWN, REVERTED, DISPUTED, SKIPPED -> false;
    };
  }

  /** A dissenter is recorded as disputed; a quorum against what was settled is broken. */
  private static @Nullable Wrong untold(
      int said, int before, Effect was, Effect is, List<SagaEvent> events) {
    boolean stood = was.stands() == Stands.YES && is.stands() == Stands.YES;
    boolean against =
        (stood && Spoken.denies(said)) || (is.rung() == Rung.VOID && Spoken.affirms(said));
    boolean told =
        WordLaws.diverged(events, DivergenceKind.DISPUTED)
            || WordLaws.diverged(events, DivergenceKind.BROKEN);
    return against && said != before && was.rung() == is.rung() && !told
        ? new Wrong(
            4, "An observer contradicts the quorum on " + was.key() + ", and nobody is told.")
        : null;
  }
}
