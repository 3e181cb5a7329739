package io.meanwhile.sagas.bridge;

/**
 * What differs between the two ends of the bridge: names only. Both contracts keep the same book of
 * ids.
 *
 * @param participant the name that definitions use
 * @param action the operation, and the contract's function, that does
 * @param undo the operation, and the contract's function, that undoes or blocks
 * @param status the operation that probes
 * @param account the input field with the account whose tokens move
 */
record BridgeEnd(String participant, String action, String undo, String status, String account) {

  /** Locks tokens on the chain they come from. */
  static final BridgeEnd SOURCE =
      new BridgeEnd("source-chain", "lock", "unlock", "lock-status", "holder");

  /** Mints their counterpart on the other chain. */
  static final BridgeEnd TARGET =
      new BridgeEnd("target-chain", "mint", "burn", "mint-status", "to");
}
