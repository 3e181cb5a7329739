package io.meanwhile.core.model;

import java.util.Locale;

/** How an operator may settle a parked question. */
public enum Choice {
  /** Give it its deadline once more. */
  WAIT,
  /** Send the same key again. */
  RETRY,
  /** A new generation with a new key; only when the earlier one is VOID. */
  REDO,
  /** It happened: the operator's word makes it FINAL. */
  HAPPENED,
  /** It did not and never will: VOID. */
  DID_NOT_HAPPEN,
  /** Give it up, with all that relied on it; what is owed follows and the saga goes on. */
  GIVE_UP,
  /** Take it as it is; for a compensation that cannot succeed: list its action as a loss. */
  ACCEPT,
  /** The saga goes backward. */
  GO_BACKWARD;

  /** As it is written everywhere else: {@code did-not-happen}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
