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
   * @param flaws all that is wrong with what was handed in; empty when that is not the reason
   */
  record Refused(String code, String detail, List<Flaw> flaws) implements Decision {
    public Refused {
      Objects.requireNonNull(code);
      flaws = List.copyOf(flaws);
    }

    public Refused(String code, String detail) {
      this(code, detail, List.of());
    }
  }

  /**
   * One thing that is wrong.
   *
   * @param pointer where in what was handed in: a JSON pointer, empty for the whole
   */
  record Flaw(String pointer, String message) {}
}
