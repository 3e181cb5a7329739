package io.meanwhile.app.bench;

import io.meanwhile.core.model.SagaStatus;

/** Starts one saga and waits for its end, as a client would. */
interface Caller {

  /** How one saga went: its id, and how it ended. */
  record Ended(String saga, SagaStatus status) {}

  /**
   * Starts a saga and waits.
   *
   * @throws Exception when it was refused, or did not end in time
   */
  Ended call(Workload workload) throws Exception;
}
