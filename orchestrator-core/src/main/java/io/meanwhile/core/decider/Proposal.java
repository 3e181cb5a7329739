package io.meanwhile.core.decider;

import io.meanwhile.core.model.Proposed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a result proposes.
 *
 * @param steps all of them; none when it is refused
 * @param flaw why the whole is refused, in words for people; null when it is not
 */
record Proposal(List<Proposed> steps, @Nullable String flaw) {
  static final Proposal NOTHING = new Proposal(List.of(), null);

  Proposal {
    steps = List.copyOf(steps);
  }

  static Proposal refused(String flaw) {
    return new Proposal(List.of(), flaw);
  }
}
