package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observation;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event that cannot follow stops the saga, loudly: it is never skipped or guessed at. */
class DamagedLogTest {
  private static final Instant AT = SagaFixture.START;
  private static final EffectKey A = EffectKey.action("a", 1);
  private static final EffectKey NEVER = EffectKey.action("never", 1);

  private final SagaFixture running = new SagaFixture(definition(step("a"))).given(start());

  private static void stops(Saga saga, SagaEvent event) {
    assertThatIllegalStateException().isThrownBy(() -> SagaDecider.evolve(saga, event));
  }

  @Test
  void nothingComesBeforeTheStart() {
    stops(Saga.NOT_STARTED, new SagaEvent.WentBackward(AT, "why"));
    stops(Saga.NOT_STARTED, new SagaEvent.CancelRequested(AT, "ann", "why"));
    stops(
        Saga.NOT_STARTED,
        new SagaEvent.Diverged(AT, null, DivergenceKind.OVERDUE, "x", "y", Reaction.RECORD));
  }

  @Test
  void aSagaStartsOnce() {
    stops(running.saga(), running.latest().getFirst());
  }

  @Test
  void anEffectIsRequestedOnce() {
    stops(running.saga(), running.latest().getLast());
  }

  @Test
  void nothingIsSaidOfAnEffectThatWasNeverRequested() {
    Saga saga = running.saga();
    stops(saga, new SagaEvent.DeadlinePassed(AT, NEVER, Rung.UNKNOWN));
    stops(saga, new SagaEvent.LossListed(AT, NEVER, "why"));
    stops(saga, new SagaEvent.WaitExtended(AT, NEVER, AT));
    stops(saga, new SagaEvent.ProbeRequested(AT, NEVER, 1, AT));
    stops(saga, new SagaEvent.RetryRequested(AT, NEVER, AT, AT));
    stops(
        saga,
        new SagaEvent.ObservationRecorded(
            AT,
            observation(AT, NEVER.toString(), Report.FINAL, null, null),
            Meaning.MOVED,
            Rung.FINAL,
            0,
            null,
            null,
            true,
            null,
            null));
  }

  @Test
  void questionsAreCountedAndOnlyOpenOnesAreClosed() {
    Saga saga = running.saga();
    stops(
        saga,
        new SagaEvent.QuestionOpened(
            AT, 2, "a", A, DivergenceKind.BROKEN, "why", List.of(Choice.ACCEPT)));
    stops(saga, new SagaEvent.QuestionClosed(AT, 1, "why"));
    stops(saga, new SagaEvent.QuestionAnswered(AT, 1, Choice.WAIT, "ann", "why", null, null, null));
  }

  @Test
  void anEndIsTheEndAndOnlyAnEndIsReopened() {
    stops(running.saga(), new SagaEvent.SagaReopened(AT, "why"));
    running.given(observe("a/action/1", Report.FINAL)).thenStatus(SagaStatus.COMPLETED);
    stops(running.saga(), new SagaEvent.SagaEnded(AT, SagaStatus.COMPLETED, List.of(), null));
  }

  @Test
  void aCommandForAnEffectThatWasNeverRequestedIsRefusedOrNothingNew() {
    running.when(observe("never/action/1", Report.FINAL)).thenRefused("unknown-effect");
    running.when(Sample.fail("never/action/1", 1, Failure.NO_ANSWER));
    running.thenNothing();
    running.when(at -> new SagaCommand.Start(at, "s-1", null, Map.of())).thenNothing();
  }
}
