package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step that was proposed while the saga ran. How it is undone, retried and confirmed is not in
 * it: that the definition says.
 *
 * @param name unique among those proposed with it
 * @param call one that the definition allows
 * @param with its input, as it was proposed: data, never an expression
 * @param after which of those proposed with it must be final before it begins
 */
public record Proposed(String name, Target call, @Nullable Object with, List<String> after) {
  public Proposed {
    Objects.requireNonNull(name);
    Objects.requireNonNull(call);
    with = Json.copy(with);
    after = List.copyOf(after);
  }
}
