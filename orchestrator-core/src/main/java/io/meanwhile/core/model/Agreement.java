package io.meanwhile.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What several observers together said when one of them reported.
 *
 * @param observers who agrees with the rung that the effect is on now; none where no quorum holds
 * @param taken whose result the effect has from now on; null when it keeps the one it had
 */
public record Agreement(List<String> observers, @Nullable String taken) {
  /** Nobody's word changed anything. */
  public static final Agreement NONE = new Agreement(List.of(), null);

  public Agreement {
    observers = List.copyOf(observers);
  }
}
