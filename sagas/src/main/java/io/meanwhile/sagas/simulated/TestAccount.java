package io.meanwhile.sagas.simulated;

import java.util.Locale;

/**
 * Accounts with which anybody can break a simulated chain, as test cards break a payment service.
 * An account is 36 zeros and the four digits given here; every other account is an ordinary one.
 */
enum TestAccount {
  /** Moves tokens like any account should. */
  ORDINARY(""),
  /** Its transactions fail on chain. */
  FAILING("0bad"),
  /** A request for it is swallowed: no answer, no trace. */
  SILENT("dead"),
  /** Its transactions wait in the mempool for {@link #LATE_BLOCKS} blocks. */
  LATE("1a7e"),
  /** Its transactions are mined, reorganised away once, and mined again. */
  FADING("fade");

  static final int LATE_BLOCKS = 20;
  static final int FADES_AT_DEPTH = 2;
  static final int FADED_BLOCKS = 3;

  private final String address;

  TestAccount(String digits) {
    this.address = "0x" + "0".repeat(36) + digits;
  }

  static TestAccount of(String account) {
    String lower = account.toLowerCase(Locale.ROOT);
    for (TestAccount known : values()) {
      if (known.address.equals(lower)) {
        return known;
      }
    }
    return ORDINARY;
  }

  /** Blocks from the request for an action to the one it is mined in. */
  int delay() {
    return this == LATE ? LATE_BLOCKS : 1;
  }
}
