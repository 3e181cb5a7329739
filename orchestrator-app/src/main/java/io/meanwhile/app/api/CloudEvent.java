package io.meanwhile.app.api;

import io.meanwhile.app.format.Section;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a CloudEvent 1.0 that matter here.
 *
 * @param source with the id, what makes two messages the same
 * @param subject the saga's id, where the data does not name it
 * @param correlation an extension attribute: what the message belongs to
 * @param token an extension attribute: the effect token of an observation
 */
record CloudEvent(
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable String correlation,
    @Nullable String token) {
  static final String MEDIA_TYPE = "application/cloudevents+json";
  private static final int LONGEST = 512;
  private static final List<String> KNOWN =
      List.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "dataschema",
          "datacontenttype",
          "data",
          "data_base64");

  /** From the headers of the binary mode. */
  static CloudEvent binary(Function<String, @Nullable String> header) {
    return read(name -> header.apply("ce-" + name));
  }

  /** From the keys of the structured mode. Extensions have names of their own choice. */
  static CloudEvent structured(Map<String, @Nullable Object> keys) {
    for (Map.Entry<String, @Nullable Object> key : keys.entrySet()) {
      boolean extension = key.getKey().matches("[a-z0-9]{1,20}");
      if (!KNOWN.contains(key.getKey()) && !extension) {
        throw bad("The attribute " + key.getKey() + " must be of lower-case letters and digits.");
      }
      if (extension && !key.getKey().equals("data") && key.getValue() instanceof Map) {
        throw bad("The attribute " + key.getKey() + " must not be an object.");
      }
    }
    if (keys.containsKey("data_base64")) {
      throw bad("The data must be JSON, not data_base64.");
    }
    return read(name -> text(name, keys.get(name)));
  }

  private static @Nullable String text(String name, @Nullable Object value) {
    if (value != null && !(value instanceof String)) {
      throw bad("The attribute " + name + " must be a text.");
    }
    return (String) value;
  }

  private static CloudEvent read(Function<String, @Nullable String> attribute) {
    String version = required("specversion", attribute);
    if (!version.equals("1.0")) {
      throw bad("The specversion must be 1.0.");
    }
    String content = attribute.apply("datacontenttype");
    if (content != null && !content.startsWith("application/json")) {
      throw bad("The datacontenttype must be application/json.");
    }
    return new CloudEvent(
        required("id", attribute),
        required("source", attribute),
        required("type", attribute),
        optional("subject", attribute),
        optional("correlationid", attribute),
        optional("meanwhiletoken", attribute));
  }

  private static String required(String name, Function<String, @Nullable String> attribute) {
    String text = optional(name, attribute);
    if (text == null) {
      throw bad("The attribute " + name + " is required.");
    }
    return text;
  }

  private static @Nullable String optional(
      String name, Function<String, @Nullable String> attribute) {
    String text = attribute.apply(name);
    if (text != null && (text.isBlank() || text.length() > LONGEST)) {
      throw bad("The attribute " + name + " must have 1 to " + LONGEST + " characters.");
    }
    return text;
  }

  static ProblemException bad(String detail) {
    return new ProblemException(ErrorCode.BAD_CLOUD_EVENT, detail);
  }

  /** What makes two messages the same. */
  String identity() {
    return source + "\n" + id;
  }

  /** Names this message as the cause of what follows. */
  String causation() {
    return source + "#" + id;
  }

  /**
   * Which saga the message is for: named by the data, or by the subject.
   *
   * @throws ProblemException bad-cloud-event when by neither
   */
  String saga(Section data) {
    String named = data.text("saga");
    if (named == null && subject == null) {
      throw bad("The data must name the saga, or the subject must.");
    }
    return Objects.requireNonNullElse(named, Objects.requireNonNullElse(subject, ""));
  }
}
