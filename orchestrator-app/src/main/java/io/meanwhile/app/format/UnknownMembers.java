package io.meanwhile.app.format;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that read what neither {@code input} nor {@code returns} names. No flaw: a schema may
 * be open, and a definition that was registered must be read for ever.
 */
final class UnknownMembers {
  private static final List<String> MANY = List.of("each", "repeat", "steps", "proposes");
  private static final List<String> MORE =
      List.of("$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "patternProperties");

  private final Node root;

  private UnknownMembers(Node root) {
    this.root = root;
  }

  /** An expression and where it is written. */
  record Written(Expression expression, Node.Scalar node, String pointer) {}

  /** A schema and who says it, in words. */
  private record Said(String by, Node schema) {}

  static List<Flaw> in(Node root, List<Written> written) {
    UnknownMembers members = new UnknownMembers(root);
    Flaws flaws = new Flaws();
    for (Written one : written) {
      for (Member member : one.expression().membersRead()) {
        members.look(one, member, flaws);
      }
    }
    return flaws.list();
  }

  private void look(Written written, Member member, Flaws flaws) {
    List<String> path = member.path();
    switch (path.getFirst()) {
      case "input" ->
          look(said("'input'", "/input"), path.subList(1, path.size()), member, written, flaws);
      case "result" ->
          look(ofResult(written.pointer()), path.subList(1, path.size()), member, written, flaws);
      case "steps" -> {
        if (path.size() > 3 && path.get(2).equals("result")) {
          Said said = ofStep(written.pointer(), path.get(1));
          look(said, path.subList(3, path.size()), member, written, flaws);
        }
      }
      default -> {}
    }
  }

  private void look(
      @Nullable Said said, List<String> path, Member member, Written written, Flaws flaws) {
    Node at = said == null ? null : said.schema();
    for (String name : path.subList(0, path.size() - 1)) {
      at = at == null ? null : at(at, "properties", name);
    }
    Node properties = at == null || combined(at) ? null : at(at, "properties");
    if (said == null || at == null || !(properties instanceof Node.Fields names)) {
      return;
    }
    String name = path.getLast();
    Node others = at(at, "additionalProperties");
    boolean closed = others != null && Boolean.FALSE.equals(others.value());
    if (names.fields().containsKey(name) || (others != null && !closed)) {
      return;
    }
    String message =
        "the expression reads %s, and %s names no %s; it names: %s%s"
            .formatted(
                member,
                said.by(),
                name,
                String.join(", ", names.fields().keySet()),
                closed ? ". Nothing else may be there: it can never be computed" : "");
    Place place = Templates.place(written.node(), member.line(), member.column());
    String closest = Closest.to(name, names.fields().keySet());
    flaws.add("unknown-member", place, written.pointer(), message, closest);
  }

  /** Then other places say as well what may be there. */
  private static boolean combined(Node schema) {
    return schema instanceof Node.Fields fields
        && MORE.stream().anyMatch(fields.fields()::containsKey);
  }

  /** An expectation of a compensation is about its own result, all else about the action's. */
  private @Nullable Said ofResult(String pointer) {
    String step = step(pointer);
    if (step.isEmpty()) {
      return null;
    }
    String of = pointer.startsWith(step + "/undo/expect") ? step + "/undo" : step;
    return said("'returns'", of + "/returns");
  }

  /** Of the step of that name that stands nearest, from the innermost group on. */
  private @Nullable Said ofStep(String pointer, String name) {
    String step = step(pointer);
    while (true) {
      String around = step.isEmpty() ? "" : step.substring(0, step.lastIndexOf("/steps/"));
      String found = Pointers.child(around + "/steps", name);
      if (at(found) instanceof Node.Fields fields) {
        boolean many = MANY.stream().anyMatch(fields.fields()::containsKey);
        return many ? null : said("'returns' of " + name, found + "/returns");
      }
      if (around.isEmpty()) {
        return null;
      }
      step = around;
    }
  }

  /** The innermost step around that place; empty outside of all, and where steps are proposed. */
  private static String step(String pointer) {
    String[] parts = pointer.split("/", -1);
    int end = 1;
    while (end + 1 < parts.length && parts[end].equals("steps")) {
      end += 2;
    }
    boolean proposed = end < parts.length && parts[end].equals("proposes");
    return end == 1 || proposed ? "" : String.join("/", Arrays.copyOf(parts, end));
  }

  private @Nullable Said said(String by, String pointer) {
    Node schema = at(pointer);
    return schema == null ? null : new Said(by, schema);
  }

  private @Nullable Node at(String pointer) {
    List<String> names = new ArrayList<>();
    for (String part : pointer.substring(1).split("/", -1)) {
      names.add(part.replace("~1", "/").replace("~0", "~"));
    }
    return at(root, names.toArray(String[]::new));
  }

  private static @Nullable Node at(Node from, String... names) {
    Node node = from;
    for (String name : names) {
      Map<String, Node.Field> fields = node instanceof Node.Fields it ? it.fields() : Map.of();
      Node.Field field = fields.get(name);
      if (field == null) {
        return null;
      }
      node = field.value();
    }
    return node;
  }
}
