package io.meanwhile.core.model;

import java.util.List;
import java.util.Objects;

/** The three answers to a command: what follows, nothing new, or a typed refusal. */
public sealed interface Decision {

  /** What follows; empty when the command is late or repeated. */
  record Events(List<SagaEvent> events) implements Decision {
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * The command asks for the impossible; nothing was recorded.
   *
   * @param code stable, see docs/errors.md
   */
  record Refused(String code, String detail) implements Decision {
    public Refused {
      Objects.requireNonNull(code);
    }
  }
}
