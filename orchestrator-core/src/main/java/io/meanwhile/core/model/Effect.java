package io.meanwhile.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one effect.
 *
 * @param to participant and operation it is asked of
 * @param reliedOn the actions that stood, and were relied on, when it was requested
 * @param depth confirmations of the present rung; of its refusal when REFUSED
 * @param rungSince when it reached the present rung
 * @param until when the wait for a higher rung is over; null when nothing is waited for
 * @param ask what is to be sent and unanswered; null when nothing is
 * @param sends attempts begun so far
 * @param probes probes begun so far
 * @param retries rounds of retries granted by a reaction so far
 * @param surelyUndelivered true while no attempt may have arrived
 * @param unexpected the result breaks {@code expect} and nobody has accepted it
 * @param givenUp no longer wanted
 * @param loss given up and listed as a loss
 * @param outcome for a final compensation: undone or blocked
 * @param stoodWhenAsked for a compensation: its action was known to stand when it was requested
 * @param finalOnce it has been FINAL, whatever was said since
 * @param newestSeen when its observer saw what it counted newest, by that observer's own time; null
 *     while no statement that counts named one
 * @param voices what each observer said last, where the step names several; in the order in which
 *     that was first said
 * @param afterwards what becomes of its step, when it was given up going forward; null when it was
 *     not
 * @param reacting how far it is in its definition's list of reactions; null while none was followed
 * @param newestSequence its observer's own number of what it counted newest; null while no
 *     statement that counts named one
 * @param validUntil until when the participant may do it; null for no limit, or once it stood
 * @param expired that is over, and nothing had been seen of it
 * @param seen fingerprints of the newest observations, for those that come twice
 * @param members of a group how far its members are; null for what is asked of a participant
 */
public record Effect(
    EffectKey key,
    Target to,
    @Nullable Object input,
    List<EffectKey> reliedOn,
    Rung rung,
    int depth,
    @Nullable Object result,
    @Nullable String reason,
    Instant requestedAt,
    Instant rungSince,
    @Nullable Instant until,
    @Nullable Ask ask,
    int sends,
    int probes,
    int retries,
    boolean surelyUndelivered,
    boolean unexpected,
    boolean givenUp,
    boolean loss,
    @Nullable CompensationOutcome outcome,
    boolean stoodWhenAsked,
    boolean finalOnce,
    @Nullable Instant newestSeen,
    List<Voice> voices,
    @Nullable Afterwards afterwards,
    @Nullable Reacting reacting,
    @Nullable Long newestSequence,
    @Nullable Instant validUntil,
    boolean expired,
    List<String> seen,
    @Nullable Members members) {

  /** How many fingerprints are kept. */
  public static final int SEEN = 128;

  public Effect {
    reliedOn = List.copyOf(reliedOn);
    voices = List.copyOf(voices);
    seen = List.copyOf(seen);
  }

  /** True for a group as a whole: nothing is asked for it itself. */
  public boolean isGroup() {
    return members != null;
  }

  /** True for a group as a whole, also one that was left out, and for what is only waited for. */
  public boolean asksNobody() {
    return key.isAction() && (to.equals(Members.NOBODY) || Own.isAwaited(to));
  }

  /** The group that this action belongs to: what a member relies on first. */
  public @Nullable EffectKey group() {
    return key.isMember() && !reliedOn.isEmpty() ? reliedOn.getFirst() : null;
  }

  /**
   * Nothing is asked of it any more, and nothing is owed for it, whatever its compensation says.
   */
  boolean atRest() {
    if (ask != null || unexpected || (until != null && !isGroup())) {
      return false;
    }
    if (!givenUp) { // a compensation never is
      boolean leftOut = rung == Rung.SKIPPED && reliedOn.size() == 1 && key.isMember();
      return (rung == Rung.FINAL && until == null) || leftOut; // by what never changes
    }
    boolean settled = isGroup() || rung.stands() == Stands.NO || (rung == Rung.FINAL && loss);
    return settled && afterwards == null; // going forward its group has yet to see it
  }

  /** Given up, and at rest once it is undone. */
  boolean isUndoneAtBest() {
    return givenUp
        && rung == Rung.FINAL
        && afterwards == null
        && ask == null
        && until == null
        && !unexpected;
  }

  public boolean wanted() {
    return !givenUp;
  }

  public Stands stands() {
    return rung.stands();
  }

  /** True when it stands, wanted and as expected, at least at {@code level}. */
  public boolean counts(Level level) {
    return stands() == Stands.YES && wanted() && !unexpected && rung.satisfies(level);
  }

  /**
   * True when it stands, wanted and as expected, at least at {@code level}; or when an operator let
   * the saga go on without it, which to those that wait is as if it had been skipped.
   */
  public boolean satisfies(Level level) {
    return (wanted() && !unexpected && rung.satisfies(level)) || goneWithout();
  }

  /** True for an action that did not happen, or may have, and that the saga does without. */
  public boolean goneWithout() {
    return key.isAction() && (afterwards == Afterwards.WITHOUT || (loss && rung == Rung.VOID));
  }
}
