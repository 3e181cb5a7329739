package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.web3j.abi.datatypes.Bool;

class UnlockTest extends BridgeTest {

  @Test
  void givesTheTokensBack() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 100L, reports);
    chains.source.perform(lock);
    seen(Report.CONFIRMED, 1);
    assertEquals(100, chains.locked());

    EffectRequest unlock = TwoChains.undo(lock, "unlock", 1, reports);
    assertEquals(Report.ACCEPTED, chains.source.perform(unlock).status());
    Answer undone = awaitConfirmed(unlock);
    assertEquals(CompensationOutcome.UNDONE, undone.effect());
    assertEquals(0, chains.locked());
    assertEquals(TwoChains.SUPPLY, chains.held());
    assertEquals(Report.CONFIRMED, probed(lock).status(), "the lock did happen");
  }

  @Test
  void isReportedWithItsOutcomeBlockByBlock() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 100L, new RecordingReporter());
    chains.source.perform(lock);
    chains.sourceNode.setAutomine(false);
    chains.source.perform(TwoChains.undo(lock, "unlock", 1, reports));
    for (int depth = 1; depth <= TwoChains.CONFIRMATIONS; depth++) {
      chains.sourceNode.mine(1);
      assertEquals(CompensationOutcome.UNDONE, seen(Report.CONFIRMED, depth).outcome());
    }
  }

  @Test
  void ofALockNeverSeenBlocksItForGood() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 100L, reports);
    EffectRequest unlock = TwoChains.undo(lock, "unlock", 1, new RecordingReporter());
    chains.source.perform(unlock);
    assertEquals(CompensationOutcome.BLOCKED, awaitConfirmed(unlock).effect());

    Answer late = chains.source.perform(lock);
    assertEquals(Report.REFUSED, late.status());
    assertEquals("blocked by its compensation", late.reason());
    assertEquals(0, chains.locked());
    RecordingReporter ofTheRedo = new RecordingReporter(); // the first lock is still reported on
    chains.source.perform(TwoChains.lock("s2", 100L, ofTheRedo));
    assertEquals(Report.CONFIRMED, ofTheRedo.next().status());
  }

  @Test
  void againOrInAnotherGenerationMovesNothingTwice() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 100L, reports);
    EffectRequest other = TwoChains.lock("s2", 100L, reports);
    chains.source.perform(lock);
    chains.source.perform(other);
    EffectRequest unlock = TwoChains.undo(lock, "unlock", 1, reports);
    chains.source.perform(unlock);
    awaitConfirmed(unlock);
    long sent = chains.sourceNode.minedTransactions(EvmNode.ACCOUNTS.get(0));

    assertEquals(Report.CONFIRMED, chains.source.perform(unlock).status());
    EffectRequest second = TwoChains.undo(lock, "unlock", 2, reports);
    assertEquals(CompensationOutcome.UNDONE, chains.source.perform(second).effect());
    assertEquals(sent, chains.sourceNode.minedTransactions(EvmNode.ACCOUNTS.get(0)));
    assertEquals(100, chains.locked());
  }

  @Test
  void whileTheLockWaitsInTheMempoolUndoesItAfterwards() throws Exception {
    chains.sourceNode.setAutomine(false);
    EffectRequest lock = TwoChains.lock("s1", 100L, new RecordingReporter());
    chains.source.perform(lock);
    chains.source.perform(TwoChains.undo(lock, "unlock", 1, reports));
    chains.sourceNode.mine(1);
    assertEquals(CompensationOutcome.UNDONE, seen(Report.CONFIRMED, 1).outcome());
    assertEquals(0, chains.locked());
  }

  @Test
  void afterTheLockWasDroppedTakesItsPlaceAndBlocksIt() throws Exception {
    chains.sourceNode.setAutomine(false);
    EffectRequest lock = TwoChains.lock("s1", 100L, new RecordingReporter());
    Answer accepted = chains.source.perform(lock);
    chains.sourceNode.drop(TwoChains.field(accepted.result(), "tx").toString());
    chains.source.perform(TwoChains.undo(lock, "unlock", 1, reports));
    chains.sourceNode.mine(1);
    assertEquals(CompensationOutcome.BLOCKED, seen(Report.CONFIRMED, 1).outcome());
    assertEquals(Report.REFUSED, chains.source.perform(lock).status());
    assertEquals(0, chains.sourceNode.waitingTransactions());
  }

  @Test
  void thatFailsOnChainIsRefusedAndAnotherGenerationSucceeds() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 100L, new RecordingReporter());
    chains.source.perform(lock);
    chains.asOwner(chains.sourceNode, chains.lockBox, "setPaused", new Bool(true));
    chains.source.perform(TwoChains.undo(lock, "unlock", 1, reports));
    assertEquals("paused", seen(Report.REFUSED, 1).reason());
    assertEquals(100, chains.locked());

    chains.asOwner(chains.sourceNode, chains.lockBox, "setPaused", new Bool(false));
    EffectRequest second = TwoChains.undo(lock, "unlock", 2, reports);
    chains.source.perform(second);
    awaitConfirmed(second);
    assertEquals(0, chains.locked());
  }

  @Test
  void mustNameTheActionItUndoes() {
    EffectRequest lock = TwoChains.lock("s1", 100L, reports);
    EffectRequest nameless = withAction(TwoChains.undo(lock, "unlock", 1, reports), Map.of());
    assertThrows(RejectedException.class, () -> chains.source.perform(nameless));

    EffectRequest contradicting =
        new EffectRequest(
            "s1/lock/compensation/1/1",
            "s1",
            "unlock",
            Direction.COMPENSATION,
            false,
            1,
            Map.of("lock", BridgeContract.idOf("another")),
            new EffectRequest.OriginalAction(lock.key(), lock.input(), null),
            reports);
    assertThrows(RejectedException.class, () -> chains.source.perform(contradicting));
  }

  private static EffectRequest withAction(EffectRequest undo, Map<String, Object> input) {
    return new EffectRequest(
        undo.key(),
        undo.saga(),
        undo.operation(),
        undo.direction(),
        false,
        1,
        input,
        null,
        undo.reporter());
  }

  private Answer probed(EffectRequest asked) throws Exception {
    return chains.source.perform(TwoChains.probe(asked, "lock-status"));
  }

  /** The node mines at once, but answers before it has. */
  private Answer awaitConfirmed(EffectRequest asked) throws Exception {
    Answer answer = probed(asked);
    for (int i = 0; i < 500 && answer.status() != Report.CONFIRMED; i++) {
      Thread.sleep(20);
      answer = probed(asked);
    }
    assertEquals(Report.CONFIRMED, answer.status());
    return answer;
  }
}
