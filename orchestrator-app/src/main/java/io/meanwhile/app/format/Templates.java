package io.meanwhile.app.format;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Expressions, and values whose text leaves are expressions. */
final class Templates {
  static final Expression NOTHING = Expression.compile("null");

  private Templates() {}

  static @Nullable Template template(Section section, String key) {
    Node node = section.node(key);
    return node == null ? null : template(node, section.at(key), section.flaws());
  }

  private static Template template(Node node, String pointer, Flaws flaws) {
    return switch (node) {
      case Node.Fields fields -> {
        Map<String, Template> templates = new LinkedHashMap<>();
        fields
            .fields()
            .forEach((key, field) ->
                templates.put(key, template(field.value(), Pointers.child(pointer, key), flaws)));
        yield new Template.Fields(templates);
      }
      case Node.Items items -> {
        List<Template> templates = new ArrayList<>();
        for (Node item : items.items()) {
          templates.add(template(item, Pointers.child(pointer, templates.size()), flaws));
        }
        yield new Template.Items(templates);
      }
      case Node.Scalar scalar ->
          scalar.value() instanceof String
              ? new Template.Computed(expression(scalar, pointer, flaws))
              : new Template.Literal(scalar.value());
    };
  }

  static @Nullable Expression expression(Section section, String key) {
    Node node = section.node(key);
    return node == null ? null : expression(node, section.at(key), section.flaws());
  }

  /** Compares two results, {@code a} and {@code b}. */
  static @Nullable Expression comparing(Section section, String key) {
    Node node = section.node(key);
    return node == null
        ? null
        : expression(node, section.at(key), section.flaws(), Expression::comparing);
  }

  static Expression expression(Node node, String pointer, Flaws flaws) {
    return expression(node, pointer, flaws, Expression::compile);
  }

  /** Never fails: what cannot be read is noted and stands as {@code null} from then on. */
  private static Expression expression(
      Node node, String pointer, Flaws flaws, Function<String, Expression> compile) {
    if (!(node instanceof Node.Scalar scalar) || scalar.value() == null) {
      flaws.add(
          "wrong-type", node.place(), pointer, "expected an expression, found " + node.kind());
      return NOTHING;
    }
    try {
      return compile.apply(String.valueOf(scalar.value()));
    } catch (ExpressionException invalid) {
      String within =
          invalid.line() > 0
              ? " (line " + invalid.line() + ", column " + invalid.column() + " of the expression)"
              : "";
      flaws.add("bad-expression", place(scalar, invalid), pointer, invalid.getMessage() + within);
      return NOTHING;
    }
  }

  private static Place place(Node.Scalar scalar, ExpressionException invalid) {
    Place content = scalar.content();
    return content != null && invalid.line() == 1
        ? new Place(content.line(), content.column() + invalid.column() - 1)
        : scalar.place();
  }
}
