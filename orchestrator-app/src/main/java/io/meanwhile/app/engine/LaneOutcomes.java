package io.meanwhile.app.engine;

import io.meanwhile.app.dispatch.Outcomes;
import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import io.meanwhile.app.participants.Redaction;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.participant.Reporter;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What dispatch learns goes straight to the saga's lane. */
final class LaneOutcomes implements Outcomes {
  private final Lanes lanes;
  private final InstantSource clock;
  private final Redaction redaction;
  private final Moments moments;

  LaneOutcomes(Lanes lanes, InstantSource clock, Redaction redaction, Moments moments) {
    this.lanes = lanes;
    this.redaction = redaction;
    this.clock = clock;
    this.moments = moments;
  }

  @Override
  public void tell(long sagaKey, SagaCommand command, String who, String causation) {
    moments.reached(Moment.OUTCOME_TELLING);
    lanes.add(
        new Work.Act(
            sagaKey, redaction.of(command), new Work.Origin(who, null, causation), null, 0));
    moments.reached(Moment.OUTCOME_TOLD);
  }

  @Override
  public void wake(long sagaKey) {
    moments.reached(Moment.ALARM_RINGING);
    lanes.add(new Work.Wake(sagaKey, 0));
    moments.reached(Moment.ALARM_RUNG);
  }

  @Override
  public void wakeInTurn(long sagaKey) {
    lanes.awaitReaders();
    wake(sagaKey);
  }

  @Override
  public Reporter reporter(long sagaKey, EffectKey effect, String participant) {
    return observation -> report(sagaKey, effect, participant, observation);
  }

  private void report(long sagaKey, EffectKey effect, String participant, Observation observation)
      throws Exception {
    if (!observation.effect().equals(effect)) {
      throw new IllegalArgumentException(
          "reported about " + observation.effect() + " where " + effect + " was asked for");
    }
    CompletableFuture<Receipt> durable = new CompletableFuture<>();
    Work.Origin origin =
        new Work.Origin("participant:" + participant, null, effect + "!" + observation.id());
    moments.reached(Moment.OUTCOME_TELLING);
    lanes.add(
        new Work.Act(
            sagaKey,
            redaction.of(new SagaCommand.Observe(clock.instant(), observation, null)),
            origin,
            durable,
            0));
    moments.reached(Moment.OUTCOME_TOLD);
    try {
      durable.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused ? refused : e;
    }
  }
}
