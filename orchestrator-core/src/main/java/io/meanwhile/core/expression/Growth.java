package io.meanwhile.core.expression;

import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Adding texts and lists, within bounds: nine characters of source double a text, so that a short
 * expression could ask for more memory than there is. Bytes have no place in JSON and are not
 * added.
 */
final class Growth {
  /** Longest text and longest list that may come of an addition. */
  static final int LONGEST = 100_000;

  private static final Set<AddOverload> REPLACED =
      Set.of(AddOverload.ADD_STRING, AddOverload.ADD_LIST, AddOverload.ADD_BYTES);

  private Growth() {}

  /** All functions of the language but those that are bound anew. */
  static CelStandardFunctions functions() {
    return CelStandardFunctions.newBuilder()
        .filterFunctions((function, overload) ->
            !(overload instanceof AddOverload add && REPLACED.contains(add)))
        .build();
  }

  static Collection<CelFunctionBinding> bounded() {
    return CelFunctionBinding.fromOverloads(
        "_+_",
        CelFunctionBinding.from("add_string", String.class, String.class, Growth::add),
        CelFunctionBinding.from("add_list", List.class, List.class, Growth::addLists));
  }

  private static String add(String a, String b) {
    check((long) a.length() + b.length());
    return a + b;
  }

  private static List<?> addLists(List<?> a, List<?> b) {
    check((long) a.size() + b.size());
    List<Object> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  private static void check(long length) {
    if (length > LONGEST) {
      throw new IllegalArgumentException("longer than " + LONGEST);
    }
  }
}
