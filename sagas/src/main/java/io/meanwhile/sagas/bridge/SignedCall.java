package io.meanwhile.sagas.bridge;

/**
 * A signed transaction, kept so that the very same one can be sent again.
 *
 * @param key the idempotency key of the effect it performs
 * @param data what it asks of the contract
 * @param nonce its place among the account's transactions: at most one transaction a nonce is mined
 * @param tx its hash
 * @param raw its signed bytes, in hex
 */
record SignedCall(String key, String data, long nonce, String tx, String raw) {}
