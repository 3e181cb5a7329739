package io.meanwhile.core.participant;

/**
 * A system that performs effects. Implementations are idempotent by {@link EffectRequest#key()}:
 * the same key may arrive several times and must be performed at most once; a compensation for an
 * action they never saw succeeds and blocks the late action.
 */
public interface Participant {

  /** The name that definitions use before the slash in {@code call: name/operation}. */
  String name();

  /**
   * Performs one attempt. Blocking is fine: each call runs on a virtual thread of its own and is
   * interrupted when the step's {@code answer} time is over.
   *
   * @return what is known now; later news goes through {@link EffectRequest#reporter()}
   * @throws UnavailableException when the request surely was not delivered
   * @throws RejectedException when the request is at fault (unknown operation, bad input): not an
   *     outcome of the effect
   * @throws Exception anything else means "may have arrived": the attempt is repeated with the same
   *     key, then the effect is unknown
   */
  Answer perform(EffectRequest request) throws Exception;
}
