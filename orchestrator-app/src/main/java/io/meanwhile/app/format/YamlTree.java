package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 text as plain data with places. Anchors, aliases and tags are refused: a short
 * text that unfolds into a huge document, or names a type, has no business here.
 */
final class YamlTree {
  private final Iterator<Event> events;
  private final Flaws flaws;
  private final DocumentLimits limits;
  private int nodes;

  private YamlTree(Iterator<Event> events, Flaws flaws, DocumentLimits limits) {
    this.events = events;
    this.flaws = flaws;
    this.limits = limits;
  }

  static Node read(String text, Flaws flaws, DocumentLimits limits) throws TreeException {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(limits.characters()).setUseMarks(true).build();
    try {
      return new YamlTree(new Parse(settings).parseString(text).iterator(), flaws, limits)
          .document();
    } catch (MarkedYamlEngineException malformed) {
      throw new TreeException(
          "malformed-yaml", place(malformed.getProblemMark()), malformed.getProblem());
    } catch (YamlEngineException malformed) {
      throw new TreeException(
          "malformed-yaml", Place.START, String.valueOf(malformed.getMessage()));
    }
  }

  private Node document() throws TreeException {
    Event event = events.next();
    while (event.getEventId() == Event.ID.StreamStart) {
      event = events.next();
    }
    if (event.getEventId() != Event.ID.DocumentStart) {
      throw new TreeException("malformed-yaml", Place.START, "the document is empty");
    }
    Node root = node(events.next(), "", 1);
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new TreeException("malformed-yaml", start(after), "a second document follows");
    }
    return root;
  }

  private Node node(Event event, String pointer, int depth) throws TreeException {
    Place place = start(event);
    if (++nodes > limits.nodes()) {
      throw new TreeException(
          "document-too-large", place, "more than " + limits.nodes() + " values");
    }
    if (depth > limits.depth()) {
      throw new TreeException(
          "document-too-deep", place, "nested deeper than " + limits.depth() + " levels");
    }
    plain(event, place, pointer);
    return switch (event) {
      case MappingStartEvent _ -> fields(place, pointer, depth);
      case SequenceStartEvent _ -> items(place, pointer, depth);
      case ScalarEvent scalar -> YamlScalars.read(scalar, place);
      case AliasEvent _ -> new Node.Scalar(place, null, null);
      default -> throw new TreeException("malformed-yaml", place, "a value is missing here");
    };
  }

  private void plain(Event event, Place place, String pointer) {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      String sign = event instanceof AliasEvent ? "the alias *" : "the anchor &";
      flaws.add("yaml-alias", place, pointer, sign + node.getAnchor().get() + " is not allowed");
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case MappingStartEvent mapping -> mapping.getTag();
          case SequenceStartEvent sequence -> sequence.getTag();
          default -> Optional.empty();
        };
    tag.ifPresent(
        name -> flaws.add("yaml-tag", place, pointer, "the tag " + name + " is not allowed"));
  }

  private Node fields(Place place, String pointer, int depth) throws TreeException {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Place at = start(event);
      if (!(event instanceof ScalarEvent scalar)) {
        throw new TreeException("malformed-yaml", at, "a key must be a plain text");
      }
      String key = Documents.whole(scalar.getValue(), at, "malformed-yaml");
      String inner = Pointers.child(pointer, key);
      plain(event, at, inner);
      Node.Field field = new Node.Field(at, node(events.next(), inner, depth + 1));
      if (fields.putIfAbsent(key, field) != null) {
        flaws.add("duplicate-key", at, inner, "the key " + key + " comes twice");
      }
    }
    return new Node.Fields(place, fields);
  }

  private Node items(Place place, String pointer, int depth) throws TreeException {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, Pointers.child(pointer, items.size()), depth + 1));
    }
    return new Node.Items(place, items);
  }

  private static Place start(Event event) {
    return place(event.getStartMark());
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(Place.START);
  }
}
