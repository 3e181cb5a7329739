package io.meanwhile.app.engine;

import io.meanwhile.core.model.Definition;
import org.jspecify.annotations.Nullable;

/** Whether an input fits what a definition says about it. */
@FunctionalInterface
public interface InputCheck {

  /**
   * Returns when it fits.
   *
   * @throws RefusedException when it does not, with all that is wrong
   */
  void check(Definition definition, @Nullable Object input);
}
