package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import org.junit.jupiter.api.Test;

/** Reports about keys that were never requested. */
class StrayTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";

  private final SagaFixture order = new SagaFixture(definition(step("pay"), step("ship", "pay")));

  @Test
  void whatDidNotHappenIsRecordedAndNothingMore() {
    order.given(start()).when(observe(SHIP, REFUSED)).thenDiverged("STRAY RECORD");
    order.thenEvents(SagaEvent.StrayRecorded.class, SagaEvent.Diverged.class).thenNotParked();
    order.when(observe("pay/action/7", ACCEPTED)).thenDiverged("STRAY RECORD");
  }

  @Test
  void whatHappenedParksAndTheStepWaitsForTheAnswer() {
    order.given(start()).when(observe(SHIP, FINAL)).thenDiverged("STRAY PARK");
    order.thenParks(null, DivergenceKind.STRAY, ACCEPT, GO_BACKWARD);
    order.given(observe(PAY, FINAL)).thenSends().when(answer(1, ACCEPT)).thenSends(SHIP);
  }

  @Test
  void theSameReportTwiceIsNothingNew() {
    order.given(start()).given(observe(SHIP, FINAL)).when(observe(SHIP, FINAL)).thenNothing();
  }

  @Test
  void afterTheEndWhatHappenedReopensTheSaga() {
    order.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, FINAL));
    order.thenStatus(SagaStatus.COMPLETED).when(observe("ship/action/2", FINAL));
    order.thenParks(null, DivergenceKind.STRAY, ACCEPT);
    order.when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aCompensationThatWasNeverRequestedParksAsWell() {
    order.given(start()).given(observe(PAY, FINAL)).when(observe("pay/compensation/1/1", FINAL));
    order.thenDiverged("STRAY PARK");
  }

  @Test
  void aStepThatTheDefinitionDoesNotHaveIsRefused() {
    order.given(start()).when(observe("none/action/1", FINAL)).thenRefused("unknown-effect");
  }
}
