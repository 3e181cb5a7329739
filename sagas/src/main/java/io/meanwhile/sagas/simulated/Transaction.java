package io.meanwhile.sagas.simulated;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a simulated chain; each of its states is a line in the ledger's file.
 *
 * @param key the idempotency key of the effect
 * @param actionKey the key of the action that it is, or undoes
 * @param mineFrom the first block it may be mined in
 * @param mined the block it is in; 0 while it waits
 * @param outcome what became of it
 * @param moved true when tokens changed hands
 * @param faded true once it has been reorganised away
 * @param at when its block was made
 * @param reason why it failed
 */
record Transaction(
    String key,
    String actionKey,
    String account,
    BigInteger amount,
    long mineFrom,
    long mined,
    Outcome outcome,
    boolean moved,
    boolean faded,
    @Nullable Instant at,
    @Nullable String reason) {

  /** What became of a transaction. */
  enum Outcome {
    WAITING,
    DONE,
    UNDONE,
    BLOCKED,
    FAILED
  }

  static Transaction sent(ChainCall call, long mineFrom) {
    return new Transaction(
        call.key(),
        call.actionKey(),
        call.account(),
        call.amount(),
        mineFrom,
        0,
        Outcome.WAITING,
        false,
        false,
        null,
        null);
  }

  boolean undo() {
    return !key.equals(actionKey);
  }

  boolean waiting() {
    return outcome == Outcome.WAITING;
  }

  /** Confirmations when the chain is {@code head} blocks long. */
  int depth(long head) {
    return Math.toIntExact(head - mined + 1);
  }

  Transaction mined(
      long block, Instant now, Outcome became, boolean tokensMoved, @Nullable String why) {
    return new Transaction(
        key, actionKey, account, amount, mineFrom, block, became, tokensMoved, faded, now, why);
  }

  /** Its block is gone; it waits again. */
  Transaction reorganised(long mineAgainFrom) {
    return new Transaction(
        key,
        actionKey,
        account,
        amount,
        mineAgainFrom,
        0,
        Outcome.WAITING,
        false,
        true,
        null,
        null);
  }
}
