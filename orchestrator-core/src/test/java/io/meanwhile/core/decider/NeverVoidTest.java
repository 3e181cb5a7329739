package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pause;
import static io.meanwhile.core.decider.Sample.resume;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.REVERTED;
import static io.meanwhile.core.model.Report.UNKNOWN;

import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import org.junit.jupiter.api.Test;

/** What looks as if nothing had happened, and may happen all the same: it is compensated. */
class NeverVoidTest {
  private static final String LOCK = "lock/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge = new SagaFixture(definition(step("lock"))).given(start());
  private final SagaFixture chain =
      new SagaFixture(
              definition(step("lock", depth(call("lock-svc/do"), 3), call("lock-svc/undo"))))
          .given(start());

  @Test
  void whatWasNeverSentMayStillBeSentByAFrozenNode() {
    bridge.given(pause()).given(cancel()).thenSends().whenTheNextDeadlinePasses();
    bridge.thenRung(LOCK, Rung.UNKNOWN).when(resume()).thenSends(UNLOCK);
  }

  @Test
  void whatWasRevertedMayComeBack() {
    chain.given(observe(LOCK, CONFIRMED, 2, null)).given(observe(LOCK, REVERTED)).given(cancel());
    chain.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.REVERTED).thenSends(UNLOCK);
  }

  @Test
  void aDroppedTransactionMayBeMinedLater() {
    chain.given(observe(LOCK, ACCEPTED)).given(cancel());
    chain.when(observe(LOCK, UNKNOWN)).thenRung(LOCK, Rung.ACCEPTED).thenSends();
    chain.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.UNKNOWN).thenSends(UNLOCK);
  }

  @Test
  void aProbeThatFindsNoTraceDoesNotSayThatNothingComes() {
    SagaFixture probed =
        new SagaFixture(
                definition(step("lock", Sample.probed(call("lock-svc/do")), call("lock-svc/undo"))))
            .given(start());
    probed.whenTheNextDeadlinePasses().whenAnswered(LOCK, UNKNOWN).given(cancel());
    probed.thenRung(LOCK, Rung.UNKNOWN).thenSends(UNLOCK);
    probed.after("PT1S").when(SagaCommand.PassTime::new).thenNothing();
  }
}
