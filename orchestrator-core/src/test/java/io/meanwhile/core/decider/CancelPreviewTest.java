package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.meanwhile.core.model.Rung;
import io.meanwhile.core.standing.CancelPreview;
import io.meanwhile.core.standing.CancelPreview.Planned;
import io.meanwhile.core.standing.CancelPreview.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelPreviewTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));

  @Test
  void saysWhichCompensationsWouldOrMightFireAndInWhichOrder() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, ACCEPTED));
    assertThat(bridge.preview())
        .isEqualTo(
            new CancelPreview(
                Verdict.GOES_BACKWARD,
                null,
                List.of(
                    new Planned(MINT, "mint-svc/undo", Rung.ACCEPTED, false, List.of()),
                    new Planned(LOCK, "lock-svc/undo", Rung.FINAL, true, List.of(MINT))),
                List.of()));
  }

  @Test
  void whatIsVoidOrHasNothingToUndoIsNotPlanned() {
    SagaFixture saga =
        new SagaFixture(definition(step("a", call("a-svc/do"), null), pivot(step("b")), step("c")));
    saga.given(start()).given(observe("a/action/1", FINAL)).given(observe("c/action/1", REFUSED));
    assertThat(saga.preview().compensations())
        .extracting(Planned::effect)
        .containsExactly("b/action/1");
  }

  @Test
  void theOrderReachesThroughAStepWithNothingToUndo() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("a"), step("b", call("b-svc/do"), null, "a"), step("c", "b")));
    saga.given(start()).given(observe("a/action/1", FINAL)).given(observe("b/action/1", FINAL));
    assertThat(saga.preview().compensations())
        .extracting(Planned::effect, Planned::after)
        .containsExactly(
            tuple("c/action/1", List.of()), tuple("a/action/1", List.of("c/action/1")));
  }

  @Test
  void whatCannotBeUndoneIsSaid() {
    SagaFixture saga = new SagaFixture(definition(irreversible(step("mail")), step("pay", "mail")));
    saga.given(start()).given(observe("mail/action/1", FINAL));
    assertThat(saga.preview().losses()).containsExactly("mail/action/1");
  }

  @Test
  void whileACancelIsHeldAnotherOneAddsNothing() {
    SagaFixture saga = new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));

    saga.given(start()).given(cancel());

    assertThat(saga.preview().verdict()).isEqualTo(Verdict.NOTHING_NEW);
    saga.when(cancel()).thenNothing();
  }

  @Test
  void whileThePivotIsInFlightACancelWouldBeHeld() {
    SagaFixture saga = new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));
    saga.given(start());
    assertThat(saga.preview().verdict()).isEqualTo(Verdict.HELD);
    assertThat(saga.preview().reason()).contains("pivot is in flight");
    saga.given(observe("pay/action/1", FINAL));
    assertThat(saga.preview())
        .isEqualTo(
            new CancelPreview(Verdict.REFUSED, "The pivot has been passed.", List.of(), List.of()));
  }

  @Test
  void aSecondCancelWouldBeNothingNewAndTheRestIsStillToCome() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(cancel());
    assertThat(bridge.preview().verdict()).isEqualTo(Verdict.NOTHING_NEW);
    assertThat(bridge.preview().compensations()).hasSize(2);
    bridge.given(observe(MINT, REFUSED)).given(observe("lock/compensation/1/1", FINAL));
    assertThat(bridge.preview().verdict()).isEqualTo(Verdict.REFUSED);
  }
}
