package io.meanwhile.app.format;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import io.meanwhile.core.expression.Patterns;

/** Patterns of a schema, matched in linear time whatever the pattern and the text. */
final class LinearRegularExpressions implements RegularExpressionFactory {
  @Override
  public RegularExpression getRegularExpression(String pattern) {
    Patterns.requireSmall(pattern);
    try {
      Pattern compiled = Pattern.compile(pattern);
      return text -> compiled.matcher(text).find();
    } catch (PatternSyntaxException invalid) {
      throw new IllegalArgumentException(
          "the pattern " + pattern + " cannot be used: " + invalid.getDescription(), invalid);
    }
  }
}
