package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.util.regex.Pattern;

/** Finds sagas, or says why there is none. */
final class SagaViews {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  private final Orchestrator orchestrator;

  SagaViews(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  /**
   * The durable state.
   *
   * @throws ProblemException bad-saga-id or unknown-saga
   */
  SagaView get(String saga) {
    if (!ID.matcher(saga).matches()) {
      throw new ProblemException(
          ErrorCode.BAD_SAGA_ID, "A saga's id looks like " + ID.pattern() + ".");
    }
    return orchestrator
        .find(saga)
        .orElseThrow(
            () -> new ProblemException(ErrorCode.UNKNOWN_SAGA, "There is no saga " + saga + "."));
  }
}
