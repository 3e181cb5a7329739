package io.meanwhile.sagas.bridge;

import io.meanwhile.core.model.EffectKey;
import java.math.BigInteger;

/**
 * One effect, as the contract understands it.
 *
 * @param effect the effect within its saga
 * @param key its idempotency key
 * @param id the entry in the contract's book that it is about
 * @param data what the transaction must carry; empty for a probe, which sends nothing
 * @param amountAsText whether amounts are answered as text, the way this one was asked
 */
record BridgeCall(EffectKey effect, String key, String id, String data, boolean amountAsText) {
  private static final BigInteger MAX_SAFE = BigInteger.TWO.pow(53);

  boolean undo() {
    return !effect.isAction();
  }

  /** The amount in the form in which it was asked, so that a definition can compare the two. */
  Object shown(BigInteger amount) {
    return amountAsText || amount.compareTo(MAX_SAFE) > 0
        ? amount.toString()
        : (Object) amount.longValueExact();
  }
}
