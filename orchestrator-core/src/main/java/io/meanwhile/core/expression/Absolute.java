package io.meanwhile.core.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** {@code abs(number)}, which the language lacks: how far apart two numbers are. */
final class Absolute {
  static final CelFunctionDecl DECLARATION =
      CelFunctionDecl.newFunctionDeclaration(
          "abs",
          CelOverloadDecl.newGlobalOverload("abs_double", SimpleType.DOUBLE, SimpleType.DOUBLE),
          CelOverloadDecl.newGlobalOverload("abs_int", SimpleType.INT, SimpleType.INT));

  static final List<CelFunctionBinding> BINDINGS =
      List.of(
          CelFunctionBinding.from("abs_double", Double.class, Math::abs),
          CelFunctionBinding.from("abs_int", Long.class, Math::absExact));

  private Absolute() {}
}
