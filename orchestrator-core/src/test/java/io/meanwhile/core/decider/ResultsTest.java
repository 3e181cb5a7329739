package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REVERTED;

import io.meanwhile.core.model.SagaStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results that break what was expected of them, or change after others relied on them. */
class ResultsTest {
  @Test
  void anUnexpectedResultUndoesThisStepToo() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("a", expecting(call("a-svc/do"), "result.ok"), call("a-svc/undo"))));
    saga.given(start()).when(observe("a/action/1", FINAL, null, Map.of("ok", false)));
    saga.thenDiverged("UNEXPECTED COMPENSATE").thenSends("a/compensation/1/1");
  }

  @Test
  void confirmedAgainWithAnotherResultIsARevertForThoseThatReliedOnIt() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("a", depth(call("a-svc/do"), 3), null), step("b", "a@confirmed")));
    saga.given(start()).given(observe("a/action/1", CONFIRMED, 1, "block 7"));
    saga.given(observe("a/action/1", REVERTED))
        .when(observe("a/action/1", CONFIRMED, 1, "block 8"));
    saga.thenDiverged("REVERTED COMPENSATE").thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void confirmedAgainWithTheSameResultGoesOn() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("a", depth(call("a-svc/do"), 3), null), step("b", "a@confirmed")));
    saga.given(start()).given(observe("a/action/1", CONFIRMED, 1, "block 7"));
    saga.given(observe("a/action/1", REVERTED)).given(observe("a/action/1", ACCEPTED, null, "tx"));
    saga.when(observe("a/action/1", CONFIRMED, 2, "block 7")).thenDiverged();
    saga.thenStatus(SagaStatus.RUNNING);
  }
}
