package io.meanwhile.app.format;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What a YAML scalar is: the core schema of YAML 1.2, where {@code yes} and dates are texts. */
final class YamlScalars {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private YamlScalars() {}

  static Node.Scalar read(ScalarEvent event, Place place) throws TreeException {
    String text = Documents.whole(event.getValue(), place, "malformed-yaml");
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    Object value = plain ? plain(text, place) : text;
    return new Node.Scalar(place, content(event, place), value);
  }

  private static @Nullable Object plain(String text, Place place) throws TreeException {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> number(text, place);
    };
  }

  private static Object number(String text, Place place) throws TreeException {
    if (WHOLE.matcher(text).matches() || REAL.matcher(text).matches()) {
      return Numbers.read(text, place);
    }
    if (HEX.matcher(text).matches()) {
      return Numbers.read(text.substring(2), 16, place);
    }
    if (OCTAL.matcher(text).matches()) {
      return Numbers.read(text.substring(2), 8, place);
    }
    if (NOT_FINITE.matcher(text).matches()) {
      throw new TreeException("number-too-large", place, "the number " + text + " is not finite");
    }
    return text;
  }

  /**
   * Text that stands letter by letter in one line: then a place within it is a place in the file.
   */
  private static @Nullable Place content(ScalarEvent event, Place place) {
    boolean oneLine =
        event.getStartMark().isPresent()
            && event.getEndMark().isPresent()
            && event.getStartMark().get().getLine() == event.getEndMark().get().getLine();
    int written =
        oneLine
            ? event.getEndMark().get().getColumn() - event.getStartMark().get().getColumn()
            : -1;
    if (written == event.getValue().length()) {
      return place;
    }
    boolean quoted = !event.isPlain() && written == event.getValue().length() + 2;
    return quoted ? new Place(place.line(), place.column() + 1) : null;
  }
}
