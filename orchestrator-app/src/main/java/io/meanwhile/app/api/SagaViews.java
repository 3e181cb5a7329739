package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.core.decider.Pivot;
import io.meanwhile.core.model.Child;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Own;
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

  /** Whether an effect of this saga is another saga that is past a pivot of its own. */
  boolean cannotBeTakenBack(SagaView parent, EffectKey action) {
    Effect effect = parent.state().effect(action);
    boolean child = effect != null && Own.of(effect.to()) == Own.SAGA;
    return child
        && orchestrator
            .find(Child.idOf(parent.state().id(), action))
            .filter(view -> Pivot.hasPassedItsOwn(view.definition(), view.state()))
            .isPresent();
  }
}
