package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A document in which one thing is otherwise: a value of another kind, a key gone or new. */
final class Spoiled {
  private static final List<JsonNode> VALUES =
      List.of("7", "-1", "0.5", "true", "null", "\"no such: thing\"", "\"\"", "[]", "{}", "[1]")
          .stream()
          .map(JsonMapper.shared()::readTree)
          .toList();
  private static final String STRANGE = "zzz";

  private final JsonNode whole;
  private final List<JsonNode> all = new ArrayList<>();

  private Spoiled(JsonNode whole) {
    this.whole = whole;
  }

  /** One for each thing that can be otherwise at each place. */
  static List<JsonNode> of(JsonNode document) {
    Spoiled spoiled = new Spoiled(document);
    spoiled.spoil(document, "");
    return spoiled.all;
  }

  private void spoil(JsonNode value, String pointer) {
    if (value instanceof ObjectNode object) {
      change(pointer, copy -> ((ObjectNode) copy).put(STRANGE, STRANGE));
      for (String key : List.copyOf(object.propertyNames())) {
        change(pointer, copy -> ((ObjectNode) copy).remove(key));
        VALUES.forEach(other -> change(pointer, copy -> ((ObjectNode) copy).set(key, other)));
        spoil(object.get(key), Pointers.child(pointer, key));
      }
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        VALUES.forEach(other -> change(pointer, copy -> ((ArrayNode) copy).set(index, other)));
        spoil(array.get(i), Pointers.child(pointer, i));
      }
    }
  }

  private void change(String pointer, java.util.function.Consumer<JsonNode> change) {
    JsonNode copy = whole.deepCopy();
    change.accept(copy.at(pointer));
    all.add(copy);
  }
}
