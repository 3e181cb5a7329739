package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of a scenario, whose entries name one effect or say one word. */
final class ScenarioEntries {
  private ScenarioEntries() {}

  /** The objects in the list under this key, whatever their keys. */
  static List<Section> of(Section section, String key, int most) {
    Node node = section.node(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Node.Items(var _, List<Node> items)) || items.size() > most) {
      section.flaw(
          "wrong-type", key, key + " must be a list of at most " + most + " objects", null);
      return List.of();
    }
    List<Section> entries = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Section entry =
          Section.open(items.get(i), Pointers.child(section.at(key), i), section.flaws());
      nothing(entry);
      entries.add(entry);
    }
    return entries;
  }

  private static void nothing(Section entry) {
    for (Map.Entry<String, Node.Field> field : entry.entries()) {
      String key = field.getKey();
      if (entry.node(key) == null) {
        String message = key + " says nothing: give it a value or remove the key";
        entry.flaws().add("wrong-type", field.getValue().key(), entry.at(key), message);
      }
    }
  }

  /**
   * The one effect that an entry names; null when it names none, which is noted.
   *
   * @param beside the other keys that it may have
   * @param words what could stand in its place, for messages
   */
  static @Nullable String effect(
      Section entry, List<String> beside, List<String> words, ScenarioSteps steps) {
    String found = null;
    for (Map.Entry<String, Node.Field> field : entry.entries()) {
      String key = field.getKey();
      Place place = field.getValue().key();
      if (beside.contains(key)) {
        continue;
      }
      if (!steps.isEffect(key)) {
        String known =
            "an effect is STEP or undo STEP, steps are " + String.join(", ", steps.places());
        List<String> near = new ArrayList<>(steps.places());
        near.addAll(beside);
        near.addAll(words);
        String message = key + " is no step; " + known;
        entry.flaws().add("unknown-step", place, entry.at(key), message, Closest.to(key, near));
        return null;
      }
      if (found != null) {
        String message = "one entry is about one effect; " + found + " is named already";
        entry.flaws().add("unknown-key", place, entry.at(key), message);
        return null;
      }
      found = key;
    }
    if (found == null) {
      String message = "an entry names an effect, or one of " + String.join(", ", words);
      entry.flaws().add("missing-key", entry.place(""), entry.at(""), message);
    }
    return found;
  }

  /** Notes every key that does not go with this one. */
  static void only(Section entry, String key, List<String> beside) {
    for (Map.Entry<String, Node.Field> field : entry.entries()) {
      String other = field.getKey();
      if (!other.equals(key) && !beside.contains(other)) {
        entry
            .flaws()
            .add(
                "unknown-key",
                field.getValue().key(),
                entry.at(other),
                other + " does not go with " + key + "; known here: " + String.join(", ", beside),
                Closest.to(other, beside));
      }
    }
  }

  /** Notes a step that there is not. */
  static void step(Section entry, String key, String step, ScenarioSteps steps) {
    if (!steps.isStep(step) && !entry.flaws().touch(entry.at(key))) {
      entry.flaw("unknown-step", key, "there is no step " + step, Closest.to(step, steps.places()));
    }
  }
}
