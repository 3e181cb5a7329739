package io.meanwhile.sagas.bridge;

/**
 * Where the tokens are, as the two chains tell.
 *
 * @param held by the holder on the source chain
 * @param locked in the lock box
 * @param received by the receiver on the target chain
 * @param minted all that exist on the target chain
 */
record Tokens(long held, long locked, long received, long minted) {

  Tokens afterMoving(long amount) {
    return new Tokens(held - amount, locked + amount, received + amount, minted + amount);
  }
}
