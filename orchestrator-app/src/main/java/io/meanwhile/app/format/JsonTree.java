package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON text as it stands: strict, with places, every duplicate key reported. */
final class JsonTree {
  private final JsonParser parser;
  private final Flaws flaws;
  private final DocumentLimits limits;
  private int nodes;
  private int depth;

  private JsonTree(JsonParser parser, Flaws flaws, DocumentLimits limits) {
    this.parser = parser;
    this.flaws = flaws;
    this.limits = limits;
  }

  static Node read(String text, Flaws flaws, DocumentLimits limits) throws TreeException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(
                        limits.depth() + 1) // one level more: ours is told with its place
                    .maxStringLength(limits.characters())
                    .maxNumberLength(1000)
                    .build())
            .build();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      return new JsonTree(parser, flaws, limits).document();
    } catch (StreamConstraintsException beyond) {
      throw new TreeException(
          "document-too-large", place(beyond.getLocation()), "a text or a number is too long");
    } catch (JacksonException malformed) {
      throw new TreeException(
          "malformed-json", place(malformed.getLocation()), malformed.getOriginalMessage());
    }
  }

  private Node document() throws TreeException {
    if (parser.nextToken() == null) {
      throw new TreeException("malformed-json", Place.START, "the document is empty");
    }
    Node root = node("");
    if (parser.nextToken() != null) {
      throw new TreeException("malformed-json", here(), "something follows the document");
    }
    return root;
  }

  private Node node(String pointer) throws TreeException {
    if (++nodes > limits.nodes()) {
      throw new TreeException(
          "document-too-large", here(), "more than " + limits.nodes() + " values");
    }
    Place place = here();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT, START_ARRAY -> nested(token, place, pointer);
      case VALUE_STRING -> text(place);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Node.Scalar(place, place, Numbers.read(parser.getString(), place));
      case VALUE_TRUE -> new Node.Scalar(place, place, true);
      case VALUE_FALSE -> new Node.Scalar(place, place, false);
      case VALUE_NULL -> new Node.Scalar(place, place, null);
      default -> throw new TreeException("malformed-json", place, "a value is missing here");
    };
  }

  private Node nested(JsonToken token, Place place, String pointer) throws TreeException {
    if (++depth > limits.depth()) {
      throw new TreeException(
          "document-too-deep", place, "nested deeper than " + limits.depth() + " levels");
    }
    Node node = token == JsonToken.START_OBJECT ? fields(place, pointer) : items(place, pointer);
    depth--;
    return node;
  }

  private Node text(Place place) throws TreeException {
    String text = Documents.whole(parser.getString(), place, "malformed-json");
    boolean asItStands = text.chars().noneMatch(c -> c == '\\' || c == '"' || c < ' ');
    Place content = asItStands ? new Place(place.line(), place.column() + 1) : null;
    return new Node.Scalar(place, content, text);
  }

  private Node fields(Place place, String pointer) throws TreeException {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place at = here();
      String key = Documents.whole(parser.currentName(), at, "malformed-json");
      parser.nextToken();
      Node.Field field = new Node.Field(at, node(Pointers.child(pointer, key)));
      if (fields.putIfAbsent(key, field) != null) {
        flaws.add(
            "duplicate-key", at, Pointers.child(pointer, key), "the key " + key + " comes twice");
      }
    }
    return new Node.Fields(place, fields);
  }

  private Node items(Place place, String pointer) throws TreeException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(Pointers.child(pointer, items.size())));
    }
    return new Node.Items(place, items);
  }

  private Place here() {
    return place(parser.currentTokenLocation());
  }

  private static Place place(@Nullable TokenStreamLocation location) {
    return location == null
        ? Place.START
        : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
