package io.meanwhile.core.dsl;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/**
 * A component of a record, given as a reference to its accessor: {@code Transfer::amount}. It is
 * serializable so that its name can be read from it; nothing is ever serialized.
 */
@FunctionalInterface
public interface Field<R, T> extends Serializable {
  T of(R record);

  /**
   * The component's name.
   *
   * @throws IllegalArgumentException for anything but a reference to an accessor
   */
  default String name() {
    try {
      Method replace = getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      if (replace.invoke(this) instanceof SerializedLambda lambda) {
        String name = lambda.getImplMethodName();
        if (!name.startsWith("lambda$")) {
          return name;
        }
      }
    } catch (ReflectiveOperationException notALambda) {
      throw new IllegalArgumentException("give an accessor: Transfer::amount", notALambda);
    }
    throw new IllegalArgumentException("give an accessor, Transfer::amount, and no lambda");
  }
}
