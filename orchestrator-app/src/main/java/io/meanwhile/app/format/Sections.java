package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of objects in a document, and objects whose keys are names of one's own choice. */
public final class Sections {
  private Sections() {}

  /** The objects in the list under this key; none when it is absent. */
  public static List<Section> list(Section section, String key, Keys keys, int most) {
    Node node = section.node(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Node.Items(var _, List<Node> items)) || items.size() > most) {
      String expected = key + " must be a list of at most " + most + " objects";
      section.flaw("wrong-type", key, expected, null);
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String at = Pointers.child(section.at(key), i);
      sections.add(Section.of(items.get(i), at, keys, section.flaws()));
    }
    return sections;
  }

  /**
   * The value under this key as a list, where one alone need not stand in a list, and one that says
   * no more than a word need not be an object; none when it is absent.
   *
   * @param word the key that a word alone stands for
   */
  public static List<Section> words(Section section, String key, Keys keys, String word, int most) {
    Node node = section.node(key);
    if (!(node instanceof Node.Items(var _, List<Node> items))) {
      return node == null ? List.of() : List.of(word(section, section.at(key), node, keys, word));
    }
    if (items.isEmpty() || items.size() > most) {
      section.flaw("wrong-type", key, key + " must have 1 to " + most + " parts", null);
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String at = Pointers.child(section.at(key), i);
      sections.add(word(section, at, items.get(i), keys, word));
    }
    return sections;
  }

  private static Section word(Section section, String at, Node node, Keys keys, String word) {
    boolean alone = node instanceof Node.Scalar;
    Node whole =
        alone
            ? new Node.Fields(node.place(), Map.of(word, new Node.Field(node.place(), node)))
            : node;
    return Section.of(whole, at, keys, section.flaws());
  }

  /** What {@link #words} reads, for every key of the object under this one. */
  public static Map<String, List<Section>> named(
      Section section, String key, Keys keys, String word, int most) {
    Map<String, List<Section>> named = new LinkedHashMap<>();
    Node node = section.node(key);
    if (node != null) {
      Section names = Section.open(node, section.at(key), section.flaws());
      for (var entry : names.entries()) {
        List<Section> words = words(names, entry.getKey(), keys, word, most);
        if (words.isEmpty()) {
          names.require(entry.getKey());
        }
        named.put(entry.getKey(), words);
      }
    }
    return named;
  }
}
