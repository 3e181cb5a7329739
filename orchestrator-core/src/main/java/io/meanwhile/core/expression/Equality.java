package io.meanwhile.core.expression;

import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.List;

/**
 * When two values are equal: as the language has it, and a decimal is equal to a number of the same
 * value. A decimal and a text are never compared by mistake: amounts come as texts, and an equality
 * that is silently false would move money.
 */
final class Equality {
  private static final RuntimeEquality LANGUAGE =
      RuntimeEquality.create(RuntimeHelpers.create(), Language.OPTIONS);

  static final List<CelFunctionBinding> BINDINGS =
      List.of(
          CelFunctionBinding.from("equals", Object.class, Object.class, Equality::equal),
          CelFunctionBinding.from(
              "not_equals", Object.class, Object.class, (a, b) -> !equal(a, b)));

  private Equality() {}

  private static boolean equal(Object a, Object b) {
    if (a instanceof Decimal one) {
      return same(one, b);
    }
    return b instanceof Decimal other ? same(other, a) : LANGUAGE.objectEquals(a, b);
  }

  private static boolean same(Decimal one, Object other) {
    return switch (other) {
      case Decimal decimal -> one.equals(decimal);
      case Long whole -> one.equals(Decimal.of(whole));
      case Double real -> Double.isFinite(real) && one.equals(Decimal.of(real));
      case String _ ->
          throw new IllegalArgumentException(
              "a decimal and a text are compared: write decimal(...) around the text");
      default -> false;
    };
  }
}
