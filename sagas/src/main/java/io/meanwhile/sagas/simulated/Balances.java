package io.meanwhile.sagas.simulated;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who holds how many tokens on one chain. The pool is the other side of every move: what is locked
 * on the source chain, what has been issued on the target chain.
 */
final class Balances {
  private final BigInteger opening;
  private final Map<String, BigInteger> held = new HashMap<>();
  private BigInteger pool = BigInteger.ZERO;

  Balances(BigInteger opening) {
    this.opening = opening;
  }

  BigInteger of(String account) {
    return held.getOrDefault(account.toLowerCase(Locale.ROOT), opening);
  }

  /** Tokens locked, or tokens issued. */
  BigInteger pool() {
    return pool;
  }

  /** What every account that ever moved a token holds, together. */
  BigInteger heldByAll() {
    return held.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  int accounts() {
    return held.size();
  }

  /** An action (or, taken back, its undoing) changes the account by this and the pool likewise. */
  void change(String account, BigInteger accountBy, BigInteger poolBy) {
    held.put(account.toLowerCase(Locale.ROOT), of(account).add(accountBy));
    pool = pool.add(poolBy);
  }
}
