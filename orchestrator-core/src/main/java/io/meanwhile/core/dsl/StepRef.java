package io.meanwhile.core.dsl;

/**
 * A step that was written down: only such a one can be waited for or read from.
 *
 * @param <R> what its action brings
 */
public record StepRef<R>(String name) {

  /** What its action brought, as a whole. */
  public Expr<R> result() {
    return new Expr<>("steps." + name + ".result");
  }

  /** A component of what its action brought. */
  public <T> Expr<T> result(Field<R, T> field) {
    return result().get(field);
  }
}
