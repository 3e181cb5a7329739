package io.meanwhile.core.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Decimals as the language knows them. A number stands for a decimal wherever one is met; a text
 * never does, unless it is made one.
 */
@SuppressWarnings(
    "Immutable") // what bindings close over has no state; the library only can't see it
final class Decimals {
  static final CelType TYPE = OpaqueType.create("decimal");

  private final List<CelFunctionDecl> declarations = new ArrayList<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  private Decimals() {
    conversions();
    arithmetic("_+_", "add", Decimal::plus);
    arithmetic("_-_", "subtract", Decimal::minus);
    arithmetic("_*_", "multiply", Decimal::times);
    arithmetic("_/_", "divide", Decimal::over);
    arithmetic("_%_", "modulo", Decimal::modulo);
    comparison("_<_", "less", order -> order < 0);
    comparison("_<=_", "less_equals", order -> order <= 0);
    comparison("_>_", "greater", order -> order > 0);
    comparison("_>=_", "greater_equals", order -> order >= 0);
    unary("-_", "negate", Decimal::negated);
    unary("abs", "abs", Decimal::absolute);
    unary("floor", "floor", one -> one.rounded(0, RoundingMode.FLOOR));
    unary("ceil", "ceil", one -> one.rounded(0, RoundingMode.CEILING));
    rounding();
    extremes();
  }

  /** Made once, for all expressions. */
  static Decimals all() {
    return new Decimals();
  }

  List<CelFunctionDecl> declarations() {
    return declarations;
  }

  List<CelFunctionBinding> bindings() {
    return bindings;
  }

  private void conversions() {
    from("string_to_decimal", SimpleType.STRING, String.class, Decimal::of);
    from("int64_to_decimal", SimpleType.INT, Long.class, Decimal::of);
    from("double_to_decimal", SimpleType.DOUBLE, Double.class, Decimal::of);
    from("decimal_to_decimal", TYPE, Decimal.class, same -> same);
    to("string", SimpleType.STRING, Decimal::toString);
    to("int", SimpleType.INT, Decimal::whole);
    to("double", SimpleType.DOUBLE, one -> one.value().doubleValue());
  }

  private <T> void from(String id, CelType type, Class<T> form, Function<T, Decimal> make) {
    declare("decimal", id, TYPE, type);
    bindings.add(CelFunctionBinding.from(id, form, make::apply));
  }

  private void to(String function, CelType type, Function<Decimal, Object> make) {
    declare(function, "decimal_to_" + function, type, TYPE);
    bindings.add(CelFunctionBinding.from("decimal_to_" + function, Decimal.class, make::apply));
  }

  private void unary(String function, String name, UnaryOperator<Decimal> compute) {
    declare(function, name + "_decimal", TYPE, TYPE);
    bindings.add(CelFunctionBinding.from(name + "_decimal", Decimal.class, compute::apply));
  }

  private void arithmetic(String function, String name, BinaryOperator<Decimal> compute) {
    mixed(function, name, TYPE, compute::apply);
  }

  private void comparison(String function, String name, IntPredicate holds) {
    mixed(function, name, SimpleType.BOOL, (a, b) -> holds.test(a.compareTo(b)));
  }

  /** What is computed of two decimals. */
  private interface OfTwo {
    Object compute(Decimal a, Decimal b);
  }

  private void mixed(String function, String name, CelType result, OfTwo of) {
    two(function, name + "_decimal", result, TYPE, TYPE);
    two(function, name + "_decimal_int64", result, TYPE, SimpleType.INT);
    two(function, name + "_int64_decimal", result, SimpleType.INT, TYPE);
    two(function, name + "_decimal_double", result, TYPE, SimpleType.DOUBLE);
    two(function, name + "_double_decimal", result, SimpleType.DOUBLE, TYPE);
    bind(name + "_decimal", Decimal.class, same -> same, Decimal.class, same -> same, of);
    bind(name + "_decimal_int64", Decimal.class, same -> same, Long.class, Decimal::of, of);
    bind(name + "_int64_decimal", Long.class, Decimal::of, Decimal.class, same -> same, of);
    bind(name + "_decimal_double", Decimal.class, same -> same, Double.class, Decimal::of, of);
    bind(name + "_double_decimal", Double.class, Decimal::of, Decimal.class, same -> same, of);
  }

  private void two(String function, String id, CelType result, CelType a, CelType b) {
    declare(function, id, result, a, b);
  }

  private <A, B> void bind(
      String id,
      Class<A> a,
      Function<A, Decimal> left,
      Class<B> b,
      Function<B, Decimal> right,
      OfTwo of) {
    bindings.add(
        CelFunctionBinding.from(id, a, b, (x, y) -> of.compute(left.apply(x), right.apply(y))));
  }

  /** {@code round(amount, 2)}: to the nearest, half to even. */
  private void rounding() {
    declare("round", "round_decimal", TYPE, TYPE, SimpleType.INT);
    bindings.add(
        CelFunctionBinding.from(
            "round_decimal",
            Decimal.class,
            Long.class,
            (one, digits) -> one.rounded(digits, RoundingMode.HALF_EVEN)));
  }

  private void extremes() {
    mixed("min", "min", TYPE, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    mixed("max", "max", TYPE, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    two("min", "min_int64", SimpleType.INT, SimpleType.INT, SimpleType.INT);
    two("max", "max_int64", SimpleType.INT, SimpleType.INT, SimpleType.INT);
    bindings.add(CelFunctionBinding.from("min_int64", Long.class, Long.class, Math::min));
    bindings.add(CelFunctionBinding.from("max_int64", Long.class, Long.class, Math::max));
    two("min", "min_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE);
    two("max", "max_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE);
    bindings.add(CelFunctionBinding.from("min_double", Double.class, Double.class, Math::min));
    bindings.add(CelFunctionBinding.from("max_double", Double.class, Double.class, Math::max));
  }

  private void declare(String function, String id, CelType result, CelType... of) {
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            function, CelOverloadDecl.newGlobalOverload(id, result, List.of(of))));
  }
}
