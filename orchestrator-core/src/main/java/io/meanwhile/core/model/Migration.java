package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From one version of a definition to another.
 *
 * @param map how begun steps are called there, by the name that they were begun under; null for one
 *     that has no step there
 * @param keeps the actions that keep the rules that they had
 * @param deadline when the saga is overdue then; null for never
 */
public record Migration(
    DefinitionRef from,
    DefinitionRef to,
    Map<String, @Nullable Object> map,
    List<EffectKey> keeps,
    @Nullable Instant deadline) {
  public Migration {
    map = Json.object(map);
    keeps = List.copyOf(keeps);
  }
}
