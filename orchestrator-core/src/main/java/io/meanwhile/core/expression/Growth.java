package io.meanwhile.core.expression;

import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Adding texts and lists, within bounds: nine characters of source double a text, so that a short
 * expression could ask for more memory than there is. Bytes have no place in JSON and are not
 * added.
 */
final class Growth {
  /** Longest text and longest list that may come of an addition. */
  static final int LONGEST = 100_000;

  private Growth() {}

  static List<CelFunctionBinding> bounded() {
    return List.of(
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
