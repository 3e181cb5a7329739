package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compensations that are made anew, and those that no longer are: found by the checker. */
class CompensationAnewTest {
  private static final String A = "a/action/1";
  private static final String B = "b/action/1";
  private static final String FIRST = "a/compensation/1/1";
  private static final String SECOND = "a/compensation/1/2";

  private static SagaFixture undoing() {
    return new SagaFixture(definition(step("a")))
        .when(start())
        .when(observe(A, Report.CONFIRMED))
        .when(cancel());
  }

  @Test
  void anOlderCompensationThatIsRefusedOnceMoreIsMadeAnewUnderANewKey() {
    undoing()
        .when(observe(FIRST, Report.REFUSED))
        .when(observe(FIRST, Report.CONFIRMED))
        .when(observe(SECOND, Report.REFUSED))
        .after("PT1S")
        .when(observe(FIRST, Report.REFUSED))
        .thenSends("a/compensation/1/3");
  }

  @Test
  void aRefusedCompensationIsMadeAnewOnlyOnceWhatReliedOnItIsSettled() {
    new SagaFixture(definition(step("a"), step("b", "a")))
        .when(start())
        .when(observe(A, Report.FINAL))
        .when(observe(B, Report.REFUSED))
        .when(observe(B, Report.FINAL))
        .when(observe(FIRST, Report.REFUSED))
        .thenSends();
  }

  @Test
  void aPersonsRedoWaitsItsTurnWhileWordMayComeOfWhatReliedOnIt() {
    Step b = step("b", call("b-svc/do"), null, "a");
    SagaFixture saga =
        new SagaFixture(definition(step("a"), b))
            .given(start())
            .given(observe(A, Report.FINAL))
            .whenAllAttemptsFail(B, Failure.NO_ANSWER)
            .thenSends(FIRST);
    saga.given(observe(B, Report.ACCEPTED)).given(observe(FIRST, Report.FINAL));
    saga.given(observe(FIRST, Report.REVERTED)).given(observe(FIRST, Report.REFUSED));

    saga.when(answer(1, Choice.REDO)).thenNotParked().thenSends();

    saga.whenTheNextDeadlinePasses().thenRung(B, Rung.UNKNOWN).thenSends(SECOND);
    saga.when(observe(SECOND, Report.FINAL)).thenStatus(SagaStatus.COMPENSATED);
  }

  /** It is void and owed nothing, so that there is no turn to wait for. */
  @Test
  void whatWasBlockedIsNotOfferedToBeBlockedAnewWhileWordMayComeOfWhatReliedOnIt() {
    Step seen = step("a", depth(call("a-svc/do"), 3), call("a-svc/undo"));
    Definition definition = definition(seen, step("b", call("b-svc/do"), null, "a@confirmed"));
    SagaFixture saga = new SagaFixture(definition).given(start());
    saga.given(observe(A, Report.CONFIRMED, 1, null)).given(cancel());
    saga.given(observe(A, Report.REVERTED));
    while (saga.saga().effect(EffectKey.parse(FIRST)) == null) {
      saga.whenTheNextDeadlinePasses();
    }
    saga.given(observe(FIRST, Report.FINAL)).thenRung(A, Rung.VOID);
    saga.given(observe(B, Report.ACCEPTED)).given(observe(FIRST, Report.REVERTED));
    saga.given(observe(FIRST, Report.REFUSED));

    saga.when(answer(1, Choice.REDO)).thenRefused("choice-not-offered");

    saga.whenTheNextDeadlinePasses().when(answer(1, Choice.REDO)).thenSends(SECOND);
  }

  @Test
  void anActionThatHappensAfterItsCompensationWasLetGoIsALoss() {
    SagaFixture saga =
        new SagaFixture(definition(step("a")))
            .when(start())
            .whenTheNextDeadlinePasses()
            .when(observe(A, Report.REFUSED));
    while (saga.saga().questions().isEmpty()) {
      saga.whenTheNextDeadlinePasses();
    }
    saga.when(answer(1, Choice.ACCEPT)).thenStatus(SagaStatus.COMPENSATED);

    saga.when(observe(A, Report.FINAL)).when(answer(2, Choice.HAPPENED)).thenLosses(A);
  }

  @Test
  void whatIsLetGoIsNotOfferedToBeSentAgain() {
    SagaFixture saga = new SagaFixture(definition(step("a"))).when(start());
    while (saga.saga().questions().isEmpty()) {
      saga.whenTheNextDeadlinePasses();
    }
    saga.when(answer(1, Choice.ACCEPT))
        .when(observe(FIRST, Report.FINAL))
        .when(observe(FIRST, Report.REVERTED));

    Question broken = Objects.requireNonNull(saga.saga().questions().get(2));
    assertThat(Choices.of(definition(step("a")), saga.saga(), broken))
        .doesNotContain(Choice.RETRY, Choice.WAIT, Choice.REDO);
    assertThat(saga.latest()).anyMatch(SagaEvent.SagaReopened.class::isInstance);
  }
}
