package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Child;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent.CancelRequested;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.SagaReopened;
import io.meanwhile.core.model.SagaEvent.WentBackward;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A saga that is taken back by the one that started it. */
class TakenBackTest {
  private static SagaCommand undo(Instant at) {
    return new SagaCommand.Undo(at, "saga:parent", "it was given up");
  }

  private static SagaFixture done() {
    return new SagaFixture(definition(step("a"), step("b", "a")))
        .given(start())
        .whenAnswered("a/action/1", FINAL)
        .whenAnswered("b/action/1", FINAL)
        .thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void pastItsEndItGoesBackwardAndEndsCompensated() {
    SagaFixture saga =
        done()
            .when(TakenBackTest::undo)
            .thenEvents(
                CancelRequested.class,
                SagaReopened.class,
                WentBackward.class,
                EffectRequested.class)
            .thenSends("b/compensation/1/1");
    saga.whenAnswered("b/compensation/1/1", FINAL).whenAnswered("a/compensation/1/1", FINAL);
    saga.thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void onItsWayItGoesBackwardAsByACancel() {
    SagaFixture saga = new SagaFixture(definition(step("a"), step("b", "a"))).given(start());
    saga.whenAnswered("a/action/1", FINAL)
        .when(TakenBackTest::undo)
        .thenStatus(SagaStatus.COMPENSATING);
    saga.when(TakenBackTest::undo).thenNothing();
  }

  @Test
  void whatIsCompensatedAlreadyStaysSo() {
    SagaFixture saga = new SagaFixture(definition(step("a"))).given(start());
    saga.whenAnswered("a/action/1", REFUSED).thenStatus(SagaStatus.COMPENSATED);
    saga.when(TakenBackTest::undo).thenNothing();
  }

  @Test
  void aPassedPivotOfItsOwnRefuses() {
    SagaFixture saga = new SagaFixture(definition(pivot(step("a")))).given(start());
    saga.whenAnswered("a/action/1", FINAL).when(TakenBackTest::undo).thenRefused("pivot-passed");
  }

  @Test
  void aPivotInFlightHoldsIt() {
    SagaFixture saga = new SagaFixture(definition(pivot(step("a")))).given(start());
    saga.when(TakenBackTest::undo).thenStatus(SagaStatus.RUNNING);
    saga.whenAnswered("a/action/1", REFUSED).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void nobodyElseUndoesWhatHasEnded() {
    done().when(cancel()).thenRefused("saga-ended");
  }

  @Test
  void theIdOfAChildFollowsFromTheKeyAndHasRoom() {
    EffectKey ship = EffectKey.action("ship", 2);
    assertThat(Child.idOf("order-7", ship)).isEqualTo("order-7:ship:2");
    String long1 = Child.idOf("x".repeat(128), ship);
    String long2 = Child.idOf("x".repeat(127) + "y", ship);
    assertThat(long1).hasSizeLessThanOrEqualTo(128).isNotEqualTo(long2);
    assertThat(long1).isEqualTo(Child.idOf("x".repeat(128), ship));
  }
}
