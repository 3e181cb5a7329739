package io.meanwhile.app.security;

import java.util.Locale;

/** What a key allows. A key may have several. */
public enum Role {
  /** Reads everything. */
  VIEWER,
  /** Starts sagas, and reads. */
  STARTER,
  /** Cancels sagas and answers questions, and reads. */
  OPERATOR,
  /** Reports observations, each with the token of its effect. */
  PARTICIPANT,
  /** All of it, and registers definitions. */
  ADMIN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
