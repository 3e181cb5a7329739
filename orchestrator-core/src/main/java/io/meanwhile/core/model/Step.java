package io.meanwhile.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One named step: an action and, if it can be undone, its compensation.
 *
 * @param name {@code [a-z][a-z0-9-]{0,62}}
 * @param after what must stand before it begins, and at which level
 * @param action what is asked
 * @param undo the compensation; null when there is nothing to undo
 * @param pivot the point of no return
 * @param irreversible cannot be undone: given up, it is listed as a loss
 */
public record Step(
    String name,
    Map<String, Level> after,
    Call action,
    @Nullable Call undo,
    boolean pivot,
    boolean irreversible) {

  public Step {
    after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
  }
}
