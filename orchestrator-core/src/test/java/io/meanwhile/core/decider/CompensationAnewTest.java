package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compensations that are made anew, and those that no longer are: found by the checker. */
class CompensationAnewTest {
  private static final String A = "a/action/1";
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
        .when(observe("b/action/1", Report.REFUSED))
        .when(observe("b/action/1", Report.FINAL))
        .when(observe(FIRST, Report.REFUSED))
        .thenSends();
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
