package io.meanwhile.app.format;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Finality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code confirm}: who is believed about an effect, and when their word is final. */
final class Confirmation {
  private static final Keys KEYS = Keys.of("depth", "quorum", "of", "agree", "after");
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final int MOST = Finality.Quorum.MOST;

  /** The same form as a participant's name: a participant may be one of them. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private Confirmation() {}

  /** The participant's reply is the last word where nothing else is said. */
  static Finality read(Section parent) {
    Section section = parent.section("confirm", KEYS);
    if (section == null) {
      return new Finality.Reply();
    }
    boolean observers = section.has("quorum") || section.has("of") || section.has("agree");
    boolean nothing = !observers && !section.has("depth") && !section.has("after");
    if (nothing && !section.flaws().touch(parent.at("confirm"))) {
      section.require("depth");
    }
    Finality each = each(section);
    return observers ? quorum(section, each) : each;
  }

  private static Finality each(Section section) {
    Integer depth = section.whole("depth", 1, 100_000);
    Duration after = section.duration("after", MILLI, Calls.LONGEST);
    if (depth != null && after != null) {
      section.flaw(
          "bad-confirm", "after", "depth and after are two rules of finality; choose one", null);
    }
    if (after != null) {
      return new Finality.Time(after);
    }
    return depth == null ? new Finality.Reply() : new Finality.Depth(depth);
  }

  private static Finality quorum(Section section, Finality each) {
    section.require("quorum");
    section.require("of");
    Integer quorum = section.whole("quorum", 1, MOST);
    List<String> of = observers(section);
    Expression agree = Templates.comparing(section, "agree");
    if (quorum == null || of == null) {
      return each;
    }
    String most = String.valueOf(of.size() / 2 + 1);
    if (quorum > of.size()) {
      String message = "a quorum of " + quorum + " cannot be met by " + of.size() + " observers";
      section.flaw("bad-quorum", "quorum", message, most);
      return each;
    }
    if (2 * quorum <= of.size()) {
      String message = "a quorum must be more than half of its " + of.size() + " observers";
      section.flaw("bad-quorum", "quorum", message, most);
      return each;
    }
    return new Finality.Quorum(quorum, of, agree, each);
  }

  /** Null when there are none, or something is wrong with them. */
  private static @Nullable List<String> observers(Section section) {
    Node node = section.node("of");
    if (node == null) {
      return null;
    }
    String pointer = section.at("of");
    Flaws flaws = section.flaws();
    if (!(node instanceof Node.Items items)) {
      flaws.add("wrong-type", node.place(), pointer, "expected a list, found " + node.kind());
      return null;
    }
    if (items.items().isEmpty() || items.items().size() > MOST) {
      section.flaw("bad-number", "of", "there must be 1 to " + MOST + " observers", null);
      return null;
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < items.items().size(); i++) {
      String name = name(items.items().get(i), Pointers.child(pointer, i), seen, flaws);
      if (name != null) {
        names.add(name);
      }
    }
    return names.size() == items.items().size() ? names : null;
  }

  private static @Nullable String name(Node item, String pointer, Set<String> seen, Flaws flaws) {
    if (!(item instanceof Node.Scalar scalar && scalar.value() instanceof String name)) {
      flaws.add("wrong-type", item.place(), pointer, "expected a name, found " + item.kind());
      return null;
    }
    if (!NAME.matcher(name).matches()) {
      String form = "an observer's name must look like " + NAME.pattern();
      flaws.add("bad-name", item.place(), pointer, form);
      return null;
    }
    if (!seen.add(name)) {
      String twice = name + " is named twice, but has one voice";
      flaws.add("duplicate-observer", item.place(), pointer, twice);
      return null;
    }
    return name;
  }
}
