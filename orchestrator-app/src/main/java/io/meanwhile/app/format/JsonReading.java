package io.meanwhile.app.format;

import io.meanwhile.core.json.Json;
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
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text to JSON-shaped values, within limits. {@link #input} is for what others send: numbers
 * beyond ±2⁵³ would silently lose digits elsewhere and are refused. {@link #stored} is for what was
 * written in canonical form here, where such a number stands for the double it was. Thread-safe.
 */
public final class JsonReading {
  private static final long MAX_SAFE = 1L << 53;
  private static final JsonReading STORED = new JsonReading(Long.MAX_VALUE, 1000, false);

  private final JsonFactory factory;
  private final boolean strict;

  private JsonReading(long maxBytes, int maxDepth, boolean strict) {
    this.strict = strict;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(maxBytes)
                    .maxNestingDepth(maxDepth)
                    .maxNumberLength(1000)
                    .maxStringLength(
                        strict ? (int) Math.min(maxBytes, Integer.MAX_VALUE) : Integer.MAX_VALUE)
                    .maxNameLength(50_000)
                    .build())
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
            .build();
  }

  /**
   * For what others send.
   *
   * @param maxBytes longest document, in bytes
   * @param maxDepth deepest nesting
   */
  public static JsonReading input(long maxBytes, int maxDepth) {
    return new JsonReading(maxBytes, maxDepth, true);
  }

  /** For what was written in canonical form. */
  public static JsonReading stored() {
    return STORED;
  }

  /**
   * Reads one document.
   *
   * @throws JsonReadingException when it is malformed or beyond a limit
   */
  public @Nullable Object read(byte[] json) {
    return read(json, 0, json.length);
  }

  /** As {@link #read(byte[])}, the bytes in [from, to). */
  public @Nullable Object read(byte[] json, int from, int to) {
    return Json.copy(tree(json, from, to));
  }

  /** As {@link #read(byte[], int, int)}, but the maps and lists can be changed. */
  @Nullable Object tree(byte[] json, int from, int to) {
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), json, from, to - from)) {
      if (parser.nextToken() == null) {
        throw JsonReadingException.at(parser, "malformed-json", "the document is empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw JsonReadingException.at(parser, "malformed-json", "more follows the document");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw JsonReadingException.of(e, "json-too-large");
    } catch (JacksonException e) {
      throw JsonReadingException.of(e, "malformed-json");
    }
  }

  private @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(parser, parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> real(parser);
      default -> throw JsonReadingException.at(parser, "malformed-json", "unexpected " + token);
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = text(parser, parser.currentName());
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  /** Half a surrogate pair can be escaped in JSON but has no UTF-8, so it could not be stored. */
  private String text(JsonParser parser, String text) {
    if (!strict) {
      return text;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw JsonReadingException.at(parser, "malformed-json", "half a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private Object whole(JsonParser parser) {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = parser.getLongValue();
      if (number <= MAX_SAFE && number >= -MAX_SAFE) {
        return number;
      }
    }
    if (strict) {
      throw tooLarge(parser);
    }
    return parser.getDoubleValue();
  }

  private Object real(JsonParser parser) {
    double number = parser.getDoubleValue();
    boolean lossy = strict && number == Math.rint(number) && Math.abs(number) > MAX_SAFE;
    if (!Double.isFinite(number) || lossy) {
      throw tooLarge(parser);
    }
    return number;
  }

  private static JsonReadingException tooLarge(JsonParser parser) {
    return JsonReadingException.at(
        parser,
        "number-too-large",
        "the number " + parser.getString() + " is beyond 2^53: write it as a string");
  }
}
