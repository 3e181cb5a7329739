package io.meanwhile.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Steps that are the orchestrator's own work. Each is an effect like any other, whose participant
 * is the orchestrator itself; what it needs to know is the effect's input.
 */
public enum Own {
  /** FINAL when its time comes. */
  TIMER("timer"),
  /** FINAL when a message comes that it waits for. */
  MESSAGE("message"),
  /** FINAL when a person has decided. */
  DECISION("decision"),
  /** Another saga, started and followed. */
  SAGA("saga");

  /** The participant's name; no definition may call it, and no other participant may have it. */
  public static final String PARTICIPANT = "meanwhile";

  private final String operation;

  Own(String operation) {
    this.operation = operation;
  }

  /** What an effect of this kind is asked of. */
  public Target target() {
    return new Target(PARTICIPANT, operation);
  }

  /** Which kind it is; null for what others do. */
  public static @Nullable Own of(Target to) {
    if (!to.participant().equals(PARTICIPANT)) {
      return null; // most of them
    }
    for (Own own : values()) {
      if (own.operation.equals(to.operation())) {
        return own;
      }
    }
    return null;
  }

  /**
   * True for what is only waited for. Nothing is ever sent for it, so that it did not happen, and
   * never will, as soon as it is given up.
   */
  public static boolean isAwaited(Target to) {
    Own own = of(to);
    return own != null && own != SAGA;
  }
}
