package io.meanwhile.sagas.client;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new saga.
 *
 * @param definition its name
 * @param version of the definition; null for the newest
 * @param id the business id: sent again with the same input it is the same saga; null for a
 *     generated one
 * @param input what JSON can hold
 * @param attributes searchable values beside those that the definition computes
 */
public record Start(
    String definition,
    @Nullable Integer version,
    @Nullable String id,
    @Nullable Object input,
    Map<String, Object> attributes) {

  public Start {
    Objects.requireNonNull(definition);
    attributes = Map.copyOf(attributes);
  }

  /** With the newest version and that id. */
  public static Start of(String definition, String id, @Nullable Object input) {
    return new Start(definition, null, id, input, Map.of());
  }
}
