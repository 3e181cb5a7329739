package io.meanwhile.core.expression;

import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeHelpers;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

/** {@code duration('PT10S')}, as durations are written everywhere else; and {@code '10s'}. */
final class Lengths {
  static final List<CelFunctionBinding> BINDINGS =
      List.of(
          CelFunctionBinding.from("duration_to_duration", Duration.class, same -> same),
          CelFunctionBinding.from("string_to_duration", String.class, Lengths::read));

  private static final int LONGEST = 100;

  private Lengths() {}

  private static Duration read(String text) {
    if (text.length() <= LONGEST) {
      try {
        return text.startsWith("P") || text.startsWith("-P")
            ? Duration.parse(text)
            : RuntimeHelpers.createJavaDurationFromString(text);
      } catch (DateTimeException | ArithmeticException | IllegalArgumentException neither) {
        // Told below, with both forms.
      }
    }
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    throw new IllegalArgumentException("not a duration such as PT10S, P1D or 10s: " + shown);
  }
}
