package io.meanwhile.app.format;

import java.util.Map;

/** JSON pointers (RFC 6901) into a document. */
final class Pointers {
  private Pointers() {}

  static String child(String parent, String key) {
    return parent + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  static String child(String parent, int index) {
    return parent + "/" + index;
  }

  /** That a value is not what it must be, by the name of its key. */
  static String named(String pointer, String expected, Node found) {
    String key = pointer.substring(pointer.lastIndexOf('/') + 1);
    String name = key.isEmpty() ? "the document" : key.replace("~1", "/").replace("~0", "~");
    return name + " must be " + expected + ", found " + found.kind();
  }

  /** Where the pointer leads; the nearest place above when the document has nothing there. */
  static Place place(Node root, String pointer) {
    Node node = root;
    Place place = root.place();
    if (pointer.isEmpty()) {
      return place;
    }
    for (String part : pointer.substring(1).split("/", -1)) {
      String key = part.replace("~1", "/").replace("~0", "~");
      switch (node) {
        case Node.Fields fields -> {
          Node.Field field = fields.fields().get(key);
          if (field == null) {
            return nth(fields, key, place);
          }
          place = field.key();
          node = field.value();
        }
        case Node.Items items -> {
          int index = index(key);
          if (index < 0 || index >= items.items().size()) {
            return place;
          }
          node = items.items().get(index);
          place = node.place();
        }
        case Node.Scalar _ -> {
          return node.place();
        }
      }
    }
    return place;
  }

  /** A list may be written as an object: then a number counts its keys. */
  private static Place nth(Node.Fields fields, String key, Place otherwise) {
    int index = index(key);
    return index < 0
        ? otherwise
        : fields.fields().entrySet().stream()
            .skip(index)
            .findFirst()
            .map(Map.Entry::getValue)
            .map(Node.Field::key)
            .orElse(otherwise);
  }

  private static int index(String key) {
    return key.matches("[0-9]{1,6}") ? Integer.parseInt(key) : -1;
  }
}
