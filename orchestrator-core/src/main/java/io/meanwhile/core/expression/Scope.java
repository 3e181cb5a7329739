package io.meanwhile.core.expression;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data that an expression may read, JSON-shaped.
 *
 * @param variables by the names of {@link Expression#VARIABLES}
 */
public record Scope(Map<String, Object> variables) {

  /** A scope without a {@code result}. */
  public static Scope of(@Nullable Object input, Map<String, ?> steps, Map<String, ?> saga) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("input", Values.toCel(input));
    variables.put("steps", Values.toCel(steps));
    variables.put("saga", Values.toCel(saga));
    return new Scope(variables);
  }

  /** Two results to be compared, {@code a} and {@code b}; see {@link Pairs}. */
  public static Scope ofPair(@Nullable Object a, @Nullable Object b) {
    return new Scope(
        Map.of("a", Values.toCel(Pairs.alike(a, b)), "b", Values.toCel(Pairs.alike(b, a))));
  }

  /** The same scope in a branch, with its item and the item's place in the list. */
  public Scope withItem(@Nullable Object item, int index) {
    Map<String, Object> more = new HashMap<>(variables);
    more.put("item", Values.toCel(item));
    more.put("index", Values.toCel((long) index));
    return new Scope(more);
  }

  /** A message, for the side of a {@link Match} that reads it. */
  public static Scope ofMessage(@Nullable Object data) {
    return new Scope(Map.of("message", Values.toCel(data)));
  }

  /** The same scope with the {@code result} of the effect at hand. */
  public Scope withResult(@Nullable Object result) {
    Map<String, Object> more = new HashMap<>(variables);
    more.put("result", Values.toCel(result));
    return new Scope(more);
  }
}
