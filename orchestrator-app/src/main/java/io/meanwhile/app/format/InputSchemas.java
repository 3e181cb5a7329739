package io.meanwhile.app.format;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meanwhile.core.model.Definition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what a saga is started with, each definition's schema compiled once. */
public final class InputSchemas {
  private final Cache<String, InputSchema> compiled =
      Caffeine.newBuilder().maximumSize(1000).build();

  /**
   * What is wrong with a JSON-shaped input; empty when it fits or the definition takes anything.
   */
  public List<InputSchema.Violation> violations(Definition definition, @Nullable Object input) {
    if (definition.input() == null) {
      return List.of();
    }
    return compiled
        .get(definition.ref().digest(), _ -> InputSchema.compile(definition.input()))
        .violations(input);
  }
}
