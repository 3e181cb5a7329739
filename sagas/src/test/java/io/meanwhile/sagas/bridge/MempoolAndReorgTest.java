package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MempoolAndReorgTest extends BridgeTest {
  private EffectRequest lock;

  @BeforeEach
  void mineByHand() {
    chains.sourceNode.setAutomine(false);
    lock = TwoChains.lock("s1", 100L, reports);
  }

  @Test
  void probeOfALockNeverSentSaysUnknownAndSendsNothing() throws Exception {
    assertEquals(Report.UNKNOWN, probe().status());
    assertEquals(0, chains.sourceNode.waitingTransactions());
  }

  @Test
  void probeOfAWaitingLockSaysAcceptedAlsoAfterARestart() throws Exception {
    Answer accepted = chains.source.perform(lock);
    assertEquals(accepted, probe());
    chains.restartParticipants();
    assertEquals(accepted, probe());
    chains.sourceNode.mine(1);
    assertEquals(100L, TwoChains.field(seen(Report.CONFIRMED, 1).result(), "amount"));
  }

  @Test
  void droppedLockIsUnknownAndARetrySendsTheSameTransaction() throws Exception {
    String tx = tx(chains.source.perform(lock));
    chains.sourceNode.drop(tx);
    assertEquals(Report.UNKNOWN, probe().status());

    assertEquals(tx, tx(chains.source.perform(lock)));
    chains.sourceNode.mine(1);
    assertEquals(tx, TwoChains.field(seen(Report.CONFIRMED, 1).result(), "tx"));
    assertEquals(100, chains.locked());
  }

  @Test
  void droppedLockWhoseNonceWasUsedIsSignedAfreshAndLocksOnce() throws Exception {
    String tx = tx(chains.source.perform(lock));
    chains.sourceNode.drop(tx);
    chains.source.perform(TwoChains.lock("s2", 1L, new RecordingReporter()));
    String fresh = tx(chains.source.perform(lock));
    assertNotEquals(tx, fresh);
    chains.sourceNode.mine(1);
    assertEquals(fresh, TwoChains.field(seen(Report.CONFIRMED, 1).result(), "tx"));
    assertEquals(101, chains.locked());
  }

  @Test
  void lockBehindTheGapOfADroppedOneIsNotStuck() throws Exception {
    String first = tx(chains.source.perform(lock));
    EffectRequest second = TwoChains.lock("s2", 1L, new RecordingReporter());
    chains.source.perform(second);
    chains.sourceNode.drop(first);
    chains.source.perform(lock);
    chains.source.perform(second);
    chains.sourceNode.mine(2);
    assertEquals(101, chains.locked());
  }

  @Test
  void reorgIsReportedAsRevertedAndARetryConfirmsAgain() throws Exception {
    String tx = tx(chains.source.perform(lock));
    chains.sourceNode.mine(2);
    seen(Report.CONFIRMED, 2);

    chains.sourceNode.reorg(2);
    assertEquals(Report.REVERTED, reports.next().status());
    assertEquals(0, chains.locked());
    assertEquals(Report.UNKNOWN, probe().status());

    assertEquals(tx, tx(chains.source.perform(lock)));
    chains.sourceNode.mine(1);
    reports.rest();
    chains.sourceNode.mine(2);
    assertEquals(3, probe().depth());
    assertEquals(100, chains.locked());
  }

  @Test
  void reorgOfAFailedLockLeavesItUnknown() throws Exception {
    EffectRequest tooMuch = TwoChains.lock("s9", 1_001L, reports);
    chains.source.perform(tooMuch);
    chains.sourceNode.mine(1);
    seen(Report.REFUSED, 1);
    chains.sourceNode.reorg(1);
    assertEquals(
        Report.UNKNOWN, chains.source.perform(TwoChains.probe(tooMuch, "lock-status")).status());
  }

  @Test
  void watchOutlivesANodeThatStopsAnswering() throws Exception {
    chains.source.perform(lock);
    chains.sourceNode.freeze();
    Thread.sleep(200); // ten looks at the head hang
    chains.sourceNode.thaw();
    chains.sourceNode.mine(1);
    seen(Report.CONFIRMED, 1);
  }

  private Answer probe() throws Exception {
    return chains.source.perform(TwoChains.probe(lock, "lock-status"));
  }

  private static String tx(Answer answer) {
    return TwoChains.field(answer.result(), "tx").toString();
  }
}
