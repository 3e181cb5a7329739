package io.meanwhile.app.format;

import java.util.List;
import java.util.Set;

/** Is this a JSON Schema that can be compiled, and that reaches for nothing outside? */
final class SchemaCheck {
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private SchemaCheck() {}

  static void check(Node schema, String pointer, Flaws flaws) {
    boolean closed = references(schema, pointer, flaws);
    if (!closed) {
      return;
    }
    List<InputSchema.Violation> wrong = InputSchema.check(schema.value());
    for (InputSchema.Violation violation : wrong) {
      flaws.add(
          "bad-schema",
          Pointers.place(schema, violation.pointer()),
          pointer + violation.pointer(),
          violation.message());
    }
  }

  private static boolean references(Node node, String pointer, Flaws flaws) {
    return switch (node) {
      case Node.Fields fields ->
          fields.fields().entrySet().stream()
              .map(entry -> {
                String at = Pointers.child(pointer, entry.getKey());
                Node value = entry.getValue().value();
                return reference(entry.getKey(), value, at, flaws) && references(value, at, flaws);
              })
              .reduce(true, Boolean::logicalAnd);
      case Node.Items items ->
          items.items().stream()
              .map(item -> references(item, pointer, flaws))
              .reduce(true, Boolean::logicalAnd);
      case Node.Scalar _ -> true;
    };
  }

  private static boolean reference(String key, Node value, String pointer, Flaws flaws) {
    if (!(value instanceof Node.Scalar scalar) || !(scalar.value() instanceof String text)) {
      return true;
    }
    if (REFERENCES.contains(key) && !text.startsWith("#")) {
      flaws.add(
          "remote-reference",
          value.place(),
          pointer,
          "a schema may refer only to itself (#…): nothing is fetched from elsewhere");
      return false;
    }
    if (key.equals("$schema") && !text.equals(DIALECT)) {
      flaws.add("bad-schema", value.place(), pointer, "only " + DIALECT + " is read", DIALECT);
      return false;
    }
    return true;
  }
}
