package io.meanwhile.core.dsl;

import java.util.Objects;

/**
 * An expression in CEL. It is compiled when the definition is read, which tells what is wrong.
 *
 * @param <T> what it gives, for the reader and the compiler
 */
public record Expr<T>(String source) {
  public Expr {
    Objects.requireNonNull(source);
  }

  /** Whatever can be written in CEL. */
  public static <T> Expr<T> cel(String source) {
    return new Expr<>(source);
  }

  /** A text as it is. */
  public static Expr<String> text(String text) {
    return new Expr<>(
        "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'");
  }

  /**
   * A secret, by the name that the configuration gives it: a whole value of {@code with}, seen by
   * the participant and nobody else.
   */
  public static Expr<String> secret(String name) {
    return new Expr<>("secret('" + name + "')");
  }

  /** A component of what this gives. */
  public <U> Expr<U> get(Field<T, U> field) {
    return new Expr<>(source + "." + field.name());
  }

  /** True when both are the same. */
  public Expr<Boolean> is(Expr<? extends T> other) {
    return new Expr<>(source + " == " + other.source);
  }

  @Override
  public String toString() {
    return source;
  }
}
