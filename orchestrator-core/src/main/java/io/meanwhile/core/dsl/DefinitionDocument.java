package io.meanwhile.core.dsl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition as a document, the same as one that was written by hand: JSON-shaped, keys in the
 * order in which they were said, since the order of steps means something. A Spring bean of this
 * type is registered when the service starts.
 */
public record DefinitionDocument(Map<String, @Nullable Object> content) {
  public DefinitionDocument {
    content = object(content);
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copy(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> object(map);
      case List<?> list -> {
        List<@Nullable Object> copies = new ArrayList<>();
        list.forEach(item -> copies.add(copy(item)));
        yield Collections.unmodifiableList(copies);
      }
      case Expr<?> expression -> expression.source();
      case null, default -> value;
    };
  }
}
