package io.meanwhile.app.engine;

import io.meanwhile.core.json.Json;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new saga.
 *
 * @param id its business id, {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}; null for a generated one.
 *     The same id and the same request give the same saga
 * @param definition the definition's name
 * @param version its version; null for the newest
 * @param input JSON-shaped input
 * @param attributes searchable values beside those that the definition computes
 */
public record StartRequest(
    @Nullable String id,
    String definition,
    @Nullable Integer version,
    @Nullable Object input,
    Map<String, @Nullable Object> attributes,
    Caller caller) {

  /**
   * Keeps deep immutable copies.
   *
   * @throws IllegalArgumentException when input or attributes are not JSON-shaped
   */
  public StartRequest {
    Objects.requireNonNull(definition);
    Objects.requireNonNull(caller);
    input = Json.copy(input);
    attributes = Json.object(attributes);
  }
}
