package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A history, or a decision, that breaks an invariant stops its saga: nothing of it is written. */
class AssertedTest {
  private static final Instant AT = SagaFixture.START;
  private static final EffectKey A = EffectKey.action("a", 1);
  private static final EffectKey B = EffectKey.action("b", 1);
  private static final Definition CHAIN = definition(step("a"), step("b", "a"));

  private final SagaFixture saga = new SagaFixture(CHAIN).given(start());

  private static SagaEvent.EffectRequested requested(EffectKey key) {
    Target to = new Target("svc", "do");
    return new SagaEvent.EffectRequested(AT, key, to, Map.of(), List.of(), AT, AT, null);
  }

  private static SagaEvent.SagaEnded ended() {
    return new SagaEvent.SagaEnded(AT, SagaStatus.COMPENSATED, List.of(), null);
  }

  private static void stops(Saga saga, SagaEvent event, String why) {
    assertThatIllegalStateException()
        .isThrownBy(() -> SagaDecider.evolve(saga, event))
        .withMessageContaining(why);
  }

  /** As if the rules had decided so. */
  private static void cannotBeDecided(
      Definition definition, Saga saga, SagaEvent event, String why) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Turn(definition, saga, AT).emit(event))
        .withMessageContaining(why);
  }

  @Test
  void noActionBeginsAfterGoingBackward() {
    saga.given(observe(A.toString(), Report.FINAL)).given(cancel());
    stops(saga.saga(), requested(EffectKey.action("c", 1)), "after going backward");
  }

  @Test
  void noGenerationIsLeftOut() {
    stops(saga.saga(), requested(EffectKey.action("b", 2)), "no generation before");
  }

  @Test
  void whatIsWantedIsNotUndone() {
    stops(saga.saga(), requested(EffectKey.compensation(A, 1)), "given up");
    stops(saga.saga(), requested(EffectKey.compensation(B, 1)), "given up");
  }

  @Test
  void whatIsVoidIsNotUndone() {
    saga.given(cancel()).given(observe(A.toString(), Report.REFUSED));
    Saga reopened = SagaDecider.evolve(saga.saga(), new SagaEvent.SagaReopened(AT, "why"));
    stops(reopened, requested(EffectKey.compensation(A, 1)), "void");
  }

  @Test
  void noSecondCompensationBeginsWhileTheFirstMayStand() {
    saga.given(observe(A.toString(), Report.FINAL)).given(cancel());
    saga.given(observe(B.toString(), Report.REFUSED)).thenSends("a/compensation/1/1");
    stops(saga.saga(), requested(EffectKey.compensation(A, 2)), "may stand");
  }

  @Test
  void whatIsGivenUpIsNeverSentAgain() {
    saga.given(cancel());
    stops(saga.saga(), new SagaEvent.RetryRequested(AT, A, AT, AT), "never sent again");
  }

  @Test
  void silenceSaysNothingButThatItIsUnknown() {
    stops(saga.saga(), new SagaEvent.DeadlinePassed(AT, A, Rung.FINAL), "cannot follow");
    stops(saga.saga(), new SagaEvent.DeadlinePassed(AT, A, Rung.VOID), "cannot follow");
  }

  @Test
  void nothingBeginsInASagaThatHasEnded() {
    saga.given(observe(A.toString(), Report.FINAL)).given(observe(B.toString(), Report.FINAL));
    saga.thenStatus(SagaStatus.COMPLETED);
    stops(saga.saga(), requested(EffectKey.action("c", 1)), "ended");
  }

  @Test
  void itDoesNotEndWhileSomebodyIsAsked() {
    saga.given(observe(A.toString(), Report.FINAL)).given(observe(A.toString(), Report.REVERTED));
    saga.thenDiverged("BROKEN PARK");
    stops(saga.saga(), ended(), "asked");
  }

  @Test
  void aStepDoesNotBeginBeforeWhatItWaitsForStands() {
    cannotBeDecided(CHAIN, saga.saga(), requested(B), "a, which it waits for, does not stand");
  }

  @Test
  void itDoesNotEndWhileSomethingIsOwed() {
    saga.given(observe(A.toString(), Report.FINAL)).given(cancel());
    cannotBeDecided(CHAIN, saga.saga(), ended(), "something is owed");
  }
}
