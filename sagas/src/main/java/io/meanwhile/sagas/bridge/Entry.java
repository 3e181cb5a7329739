package io.meanwhile.sagas.bridge;

import java.math.BigInteger;

/**
 * What the contract has noted under one id.
 *
 * @param doneAt number of the block in which it was locked or minted; 0 for never
 * @param undoneAt number of the block in which it was undone or blocked; 0 for never
 */
record Entry(State state, long doneAt, long undoneAt, String account, BigInteger amount) {

  /** What became of an id. */
  enum State {
    NONE,
    DONE,
    UNDONE,
    BLOCKED;

    /** By the number that the contract's enum gives it. */
    static State of(int number) {
      return switch (number) {
        case 0 -> NONE;
        case 1 -> DONE;
        case 2 -> UNDONE;
        case 3 -> BLOCKED;
        default -> throw new IllegalArgumentException("no state " + number);
      };
    }
  }
}
