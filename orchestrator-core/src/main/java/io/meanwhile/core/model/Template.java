package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-shaped value whose text leaves are expressions: what {@code with} and {@code result} hold.
 */
public sealed interface Template {

  /** Computed each time. */
  record Computed(Expression expression) implements Template {}

  /** A number, a truth value or null, as written. */
  record Literal(@Nullable Object value) implements Template {}

  /**
   * Something that only the participant may see, by its name. What is stored, sent to anybody else
   * and shown is the name; dispatch puts the secret where the definition has this, and nowhere
   * else: data that looks like the name of a secret is data.
   */
  record Secret(String name) implements Template {
    /** What stands in its place: {@code {"$secret": "name"}}. */
    public Map<String, @Nullable Object> reference() {
      return Json.object(Map.of("$secret", name));
    }
  }

  record Fields(Map<String, Template> fields) implements Template {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  record Items(List<Template> items) implements Template {
    public Items {
      items = List.copyOf(items);
    }
  }
}
