package io.meanwhile.app.moments;

/**
 * Is told of every {@link Moment} as it is reached, on the thread that reaches it. In service that
 * is {@link #UNNOTICED}, which costs nothing; a test may end the process there. It must not throw.
 */
@FunctionalInterface
public interface Moments {
  /** Nobody looks. */
  Moments UNNOTICED = _ -> {};

  void reached(Moment moment);
}
