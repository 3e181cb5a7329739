package io.meanwhile.app.format;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays a document beside a schema: which keys the schema knows at each place of the document, and
 * which of the schema's keys the document uses.
 */
final class SchemaWalk {
  private final JsonNode root;
  private final IdentityHashMap<JsonNode, InputSchema> compiled = new IdentityHashMap<>();
  private final IdentityHashMap<JsonNode, String> names = new IdentityHashMap<>();

  /** Every key of the schema with its own schema, by the place it is declared at. */
  private final Map<String, JsonNode> keys = new TreeMap<>(Comparator.naturalOrder());

  SchemaWalk(DocumentSchema schema) {
    root = JsonMapper.shared().readTree(schema.text());
    declare(root, "#");
  }

  private void declare(JsonNode schema, String at) {
    if (schema.isArray()) {
      for (int i = 0; i < schema.size(); i++) {
        declare(schema.get(i), at + "/" + i);
      }
    }
    schema
        .propertyStream()
        .forEach(entry -> {
          String key = entry.getKey();
          if (key.equals("properties")) {
            names.put(entry.getValue(), at);
            entry
                .getValue()
                .propertyStream()
                .forEach(property -> {
                  keys.put(at + " " + property.getKey(), property.getValue());
                  declare(property.getValue(), at + "/" + property.getKey());
                });
          } else if (!key.equals("examples") && !key.equals("default")) {
            declare(entry.getValue(), at + "/" + key);
          }
        });
  }

  /** Every key: {@code #/$defs/step call}. */
  Map<String, JsonNode> keys() {
    return keys;
  }

  /** The schema itself. */
  JsonNode root() {
    return root;
  }

  /** What the schema says of this place in the schema: it and all that it refers to. */
  JsonNode resolved(JsonNode schema) {
    JsonNode reference = schema.get("$ref");
    return reference == null ? schema : root.at(reference.asString().substring(1));
  }

  /**
   * What was found beside a document.
   *
   * @param used the schema's keys that the document uses
   * @param known by place of an object, JSON pointer, the keys that it may have
   */
  record Found(Set<String> used, Map<String, Set<String>> known) {}

  Found walk(JsonNode document) {
    Found found = new Found(new TreeSet<>(), new LinkedHashMap<>());
    walk(root, document, "", found);
    return found;
  }

  private void walk(JsonNode schema, JsonNode value, String pointer, Found found) {
    JsonNode reference = schema.get("$ref");
    if (reference != null) {
      walk(root.at(reference.asString().substring(1)), value, pointer, found);
    }
    for (String several : new String[] {"anyOf", "oneOf", "allOf"}) {
      for (JsonNode branch : schema.path(several)) {
        if (fits(branch, value)) {
          walk(branch, value, pointer, found);
        }
      }
    }
    JsonNode properties = schema.get("properties");
    if (properties != null && value.isObject()) {
      known(found, pointer).addAll(new LinkedHashSet<>(properties.propertyNames()));
    }
    value
        .propertyStream()
        .forEach(entry -> {
          String key = entry.getKey();
          JsonNode inner = properties == null ? null : properties.get(key);
          if (inner != null) {
            found.used().add(names.get(properties) + " " + key);
          } else {
            inner = schema.get("additionalProperties");
          }
          if (inner != null && inner.isObject()) {
            walk(inner, entry.getValue(), Pointers.child(pointer, key), found);
          }
        });
    JsonNode items = schema.get("items");
    if (items != null && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        walk(items, value.get(i), Pointers.child(pointer, i), found);
      }
    }
  }

  private static Set<String> known(Found found, String pointer) {
    return found.known().computeIfAbsent(pointer, _ -> new TreeSet<>());
  }

  /** Whether a value is fine by a part of the schema. */
  boolean fits(JsonNode part, JsonNode value) {
    return compiled.computeIfAbsent(part, this::compile).violations(value).isEmpty();
  }

  private InputSchema compile(JsonNode part) {
    ObjectNode whole = JsonMapper.shared().createObjectNode();
    whole.set("$defs", root.get("$defs"));
    whole.putArray("allOf").add(part);
    return InputSchema.compile(whole);
  }
}
