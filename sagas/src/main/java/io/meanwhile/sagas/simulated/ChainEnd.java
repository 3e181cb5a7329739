package io.meanwhile.sagas.simulated;

import java.math.BigInteger;

/**
 * What differs between the two simulated chains.
 *
 * @param participant the name that definitions use
 * @param action the operation that does
 * @param undo the operation that undoes or blocks
 * @param status the operation that probes
 * @param account the input field with the account whose tokens move
 * @param opening what every account holds before its first transaction
 */
record ChainEnd(
    String participant,
    String action,
    String undo,
    String status,
    String account,
    BigInteger opening) {

  /** Tokens are locked here: taken from their holder and kept. */
  static final ChainEnd SOURCE =
      new ChainEnd(
          "source-chain", "lock", "unlock", "lock-status", "holder", BigInteger.valueOf(10_000));

  /** Tokens are minted here: issued to their receiver. */
  static final ChainEnd TARGET =
      new ChainEnd("target-chain", "mint", "burn", "mint-status", "to", BigInteger.ZERO);
}
