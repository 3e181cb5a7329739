package io.meanwhile.core.participant;

import io.meanwhile.core.model.Observation;

/** Where a participant reports what it learns about one effect after it has answered. */
@FunctionalInterface
public interface Reporter {

  /**
   * Hands in one observation about the effect. Returns when it is durable.
   *
   * @throws Exception when it could not be recorded; reporting the same observation again is safe
   */
  void report(Observation observation) throws Exception;
}
