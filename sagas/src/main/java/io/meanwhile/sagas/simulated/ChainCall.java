package io.meanwhile.sagas.simulated;

import io.meanwhile.core.model.EffectKey;
import java.math.BigInteger;

/**
 * One effect, as a simulated chain understands it.
 *
 * @param effect the effect within its saga
 * @param key its idempotency key
 * @param actionKey the key of the action that it is, or undoes
 * @param account whose tokens move; empty for a compensation, which knows its action
 * @param amount how many; 0 for a compensation
 * @param amountAsText whether amounts are answered as text, the way this one was asked
 */
record ChainCall(
    EffectKey effect,
    String key,
    String actionKey,
    String account,
    BigInteger amount,
    boolean amountAsText) {
  private static final BigInteger MAX_SAFE = BigInteger.TWO.pow(53);

  boolean undo() {
    return !effect.isAction();
  }

  /** The amount in the form in which it was asked, so that a definition can compare the two. */
  Object shown(BigInteger moved) {
    return amountAsText || moved.compareTo(MAX_SAFE) > 0
        ? moved.toString()
        : (Object) moved.longValueExact();
  }
}
