package io.meanwhile.app.format;

import io.meanwhile.core.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value of a document, YAML or JSON, that knows where it stands. */
public sealed interface Node {

  Place place();

  /** The value without its places, JSON-shaped. */
  @Nullable Object value();

  /** What it is, in words for people. */
  String kind();

  /** An object; its keys are unique and in the order written. */
  record Fields(Place place, Map<String, Field> fields) implements Node {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public Map<String, @Nullable Object> value() {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      fields.forEach((key, field) -> values.put(key, field.value().value()));
      return Json.object(values);
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /** A key's place and its value. */
  record Field(Place key, Node value) {}

  record Items(Place place, List<Node> items) implements Node {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public @Nullable Object value() {
      List<@Nullable Object> values = new ArrayList<>(items.size());
      items.forEach(item -> values.add(item.value()));
      return Json.copy(values);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A text, number, truth value or null.
   *
   * @param content where the text itself begins when it stands there letter by letter; null when it
   *     was quoted with escapes or folded
   */
  record Scalar(Place place, @Nullable Place content, @Nullable Object value) implements Node {
    @Override
    public String kind() {
      return switch (value) {
        case null -> "nothing";
        case String _ -> "a text";
        case Boolean _ -> "a truth value";
        default -> "a number";
      };
    }
  }
}
