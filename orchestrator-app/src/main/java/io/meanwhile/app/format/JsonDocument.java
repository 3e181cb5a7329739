package io.meanwhile.app.format;

import java.util.List;
import java.util.function.Function;

/**
 * The body of a request: strict JSON, with everything that is wrong told at once. Sections may be
 * read freely: what is wrong is noted, and {@link #checked} lets nothing pass once anything was.
 */
public final class JsonDocument {
  private final Node root;
  private final Flaws flaws;

  private JsonDocument(Node root, Flaws flaws) {
    this.root = root;
    this.flaws = flaws;
  }

  /**
   * Reads the text.
   *
   * @throws FlawedException when it is no JSON or beyond the limits
   */
  public static JsonDocument parse(String text, DocumentLimits limits) {
    Flaws flaws = new Flaws();
    try {
      return new JsonDocument(Documents.read(text, Syntax.JSON, flaws, limits), flaws);
    } catch (TreeException unreadable) {
      throw new FlawedException(List.of(unreadable.flaw()), true);
    }
  }

  /**
   * Reads one object with these keys and no others.
   *
   * @throws FlawedException when anything is wrong with it
   */
  public static <T> T read(
      String text, DocumentLimits limits, Keys keys, Function<Section, T> reader) {
    JsonDocument document = parse(text, limits);
    return document.checked(reader.apply(document.section(keys)));
  }

  /** The whole document as an object with these keys. */
  public Section section(Keys keys) {
    return Section.of(root, "", keys, flaws);
  }

  /** The object under a key of the document, which must be there. */
  public Section section(String key, Keys keys) {
    Section whole = open();
    whole.require(key);
    Section section = whole.section(key, keys);
    return section == null ? whole : section;
  }

  /** The whole document as an object with keys of its own choice. */
  public Section open() {
    return Section.open(root, "", flaws);
  }

  /**
   * The same value again.
   *
   * @throws FlawedException when anything was noted
   */
  public <T> T checked(T read) {
    if (!flaws.none()) {
      throw new FlawedException(flaws.list(), false);
    }
    return read;
  }
}
