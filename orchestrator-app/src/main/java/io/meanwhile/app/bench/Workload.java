package io.meanwhile.app.bench;

import io.meanwhile.core.model.SagaStatus;
import java.util.Locale;

/** What is run, over and over. Steps do nothing, so that only the orchestrator is measured. */
public enum Workload {
  /** Three steps, one after another. */
  W1(
      SagaStatus.COMPLETED,
      """
      saga: bench-w1
      version: 1
      steps:
        reserve: { call: bench/step, with: { order: input.order } }
        charge:  { call: bench/step, with: { order: input.order } }
        ship:    { call: bench/step, with: { order: input.order } }
      """),

  /** The third step is refused; the first two are compensated, the second one first. */
  W2(
      SagaStatus.COMPENSATED,
      """
      saga: bench-w2
      version: 1
      steps:
        reserve: { call: bench/step, with: { order: input.order }, undo: { call: bench/undo } }
        charge:  { call: bench/step, with: { order: input.order }, undo: { call: bench/undo } }
        ship:    { call: bench/refuse, with: { order: input.order } }
      """),

  /** Ten steps at once; the saga completes when all have. */
  W3(
      SagaStatus.COMPLETED,
      """
      saga: bench-w3
      version: 1
      steps:
        leg-1:  { call: bench/step, after: [], with: { order: input.order } }
        leg-2:  { call: bench/step, after: [], with: { order: input.order } }
        leg-3:  { call: bench/step, after: [], with: { order: input.order } }
        leg-4:  { call: bench/step, after: [], with: { order: input.order } }
        leg-5:  { call: bench/step, after: [], with: { order: input.order } }
        leg-6:  { call: bench/step, after: [], with: { order: input.order } }
        leg-7:  { call: bench/step, after: [], with: { order: input.order } }
        leg-8:  { call: bench/step, after: [], with: { order: input.order } }
        leg-9:  { call: bench/step, after: [], with: { order: input.order } }
        leg-10: { call: bench/step, after: [], with: { order: input.order } }
      """),

  /** As W1, with a second step that takes its time; the process is killed in the midst of them. */
  W4(
      SagaStatus.COMPLETED,
      """
      saga: bench-w4
      version: 1
      steps:
        reserve: { call: bench/step, with: { order: input.order } }
        charge:  { call: bench/hold, with: { order: input.order } }
        ship:    { call: bench/step, with: { order: input.order } }
      """);

  private final SagaStatus outcome;
  private final String yaml;

  Workload(SagaStatus outcome, String yaml) {
    this.outcome = outcome;
    this.yaml = yaml;
  }

  /** How every saga has to end. */
  SagaStatus outcome() {
    return outcome;
  }

  String yaml() {
    return yaml;
  }

  /** The definition's name. */
  String definition() {
    return "bench-" + name().toLowerCase(Locale.ROOT);
  }
}
