package io.meanwhile.app.format;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Expressions, and values whose text leaves are expressions. */
final class Templates {
  private static final Pattern SECRET =
      Pattern.compile("\\s*secret\\(\\s*(['\"])([a-z][a-z0-9-]{0,62})\\1\\s*\\)\\s*");
  private static final String MISPLACED =
      ": a secret is a whole value in the with of a call, secret('name'), where name looks like"
          + " [a-z][a-z0-9-]{0,62}; nothing can be computed of it";

  static final Expression NOTHING = Expression.compile("null");

  private final boolean secrets;
  private final Flaws flaws;

  private Templates(boolean secrets, Flaws flaws) {
    this.secrets = secrets;
    this.flaws = flaws;
  }

  static @Nullable Template template(Section section, String key) {
    Node node = section.node(key);
    return node == null
        ? null
        : new Templates(false, section.flaws()).template(node, section.at(key));
  }

  /** What a participant is asked with: whole values of it may be secrets. */
  static @Nullable Template asking(Section section, String key) {
    Node node = section.node(key);
    return node == null
        ? null
        : new Templates(true, section.flaws()).template(node, section.at(key));
  }

  private Template template(Node node, String pointer) {
    return switch (node) {
      case Node.Fields fields -> {
        Map<String, Template> templates = new LinkedHashMap<>();
        fields
            .fields()
            .forEach((key, field) ->
                templates.put(key, template(field.value(), Pointers.child(pointer, key))));
        yield new Template.Fields(templates);
      }
      case Node.Items items -> {
        List<Template> templates = new ArrayList<>();
        for (Node item : items.items()) {
          templates.add(template(item, Pointers.child(pointer, templates.size())));
        }
        yield new Template.Items(templates);
      }
      case Node.Scalar scalar ->
          scalar.value() instanceof String text
              ? computed(text, scalar, pointer)
              : new Template.Literal(scalar.value());
    };
  }

  private Template computed(String text, Node.Scalar scalar, String pointer) {
    Matcher secret = SECRET.matcher(text);
    return secrets && secret.matches()
        ? new Template.Secret(secret.group(2))
        : new Template.Computed(expression(scalar, pointer, flaws));
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
          "wrong-type", node.place(), pointer, Pointers.named(pointer, "an expression", node));
      return NOTHING;
    }
    try {
      Expression expression = compile.apply(String.valueOf(scalar.value()));
      flaws.expression(new UnknownMembers.Written(expression, scalar, pointer));
      return expression;
    } catch (ExpressionException invalid) {
      String within =
          invalid.line() > 0
              ? " (line " + invalid.line() + ", column " + invalid.column() + " of the expression)"
              : "";
      String message = String.valueOf(invalid.getMessage());
      String hint = message.contains("undeclared reference to 'secret'") ? MISPLACED : "";
      flaws.add(
          "bad-expression",
          place(scalar, invalid.line(), invalid.column()),
          pointer,
          message + within + hint);
      return NOTHING;
    }
  }

  /** Where that place within the expression stands in the document, as nearly as is known. */
  static Place place(Node.Scalar scalar, int line, int column) {
    Place content = scalar.content();
    return content != null && line == 1
        ? new Place(content.line(), content.column() + column - 1)
        : scalar.place();
  }
}
