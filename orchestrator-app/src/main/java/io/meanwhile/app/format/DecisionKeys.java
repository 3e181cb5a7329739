package io.meanwhile.app.format;

import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of people: who may decide, between what, and what goes with it. */
final class DecisionKeys {
  private static final Keys KEYS = Keys.of("who", "choices", "form");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
  private static final Pattern CHOICE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
  private static final int MOST = 20;

  private DecisionKeys() {}

  /** Who is operators, where nothing else is said. */
  static Map<String, Template> read(Section step, String key) {
    Map<String, Template> input = new LinkedHashMap<>();
    Section section = step.section(key, KEYS);
    if (section == null) {
      return input;
    }
    section.require("choices");
    input.put(
        "who",
        new Template.Literal(
            section.has("who") ? names(section, "who", NAME) : List.of("operator")));
    input.put("choices", new Template.Literal(names(section, "choices", CHOICE)));
    Node form = section.node("form");
    if (form != null) {
      SchemaCheck.check(form, section.at("form"), section.flaws());
      input.put("form", new Template.Literal(form.value()));
    }
    return input;
  }

  private static List<String> names(Section section, String key, Pattern form) {
    Node node = section.node(key);
    Set<String> names = new LinkedHashSet<>();
    if (!(node instanceof Node.Items items)) {
      if (node != null) {
        section.flaw("wrong-type", key, key + " must be a list of names", null);
      }
      return List.of();
    }
    for (int i = 0; i < items.items().size(); i++) {
      name(items.items().get(i), Pointers.child(section.at(key), i), form, section.flaws(), names);
    }
    if (items.items().isEmpty() || items.items().size() > MOST) {
      section.flaw("bad-number", key, key + " must have 1 to " + MOST + " entries", null);
    }
    return new ArrayList<>(names);
  }

  private static void name(
      Node item, String pointer, Pattern form, Flaws flaws, Set<String> names) {
    @Nullable Object value = item instanceof Node.Scalar scalar ? scalar.value() : null;
    if (!(value instanceof String name) || !form.matcher(name).matches()) {
      flaws.add("bad-name", item.place(), pointer, "a name must look like " + form.pattern());
    } else if (!names.add(name)) {
      flaws.add("duplicate-key", item.place(), pointer, name + " is named twice");
    }
  }
}
