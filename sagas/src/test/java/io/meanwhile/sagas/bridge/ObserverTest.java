package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who only looks on. */
class ObserverTest extends BridgeTest {
  private static final EffectKey LOCK = EffectKey.parse("lock/action/1");
  private static final Map<String, Object> INPUT =
      Map.of("amount", 100L, "holder", TwoChains.HOLDER);

  private final RecordingReporter toParticipant = new RecordingReporter();
  private BridgeObserver observer;

  @BeforeEach
  void observe() throws Exception {
    chains.sourceNode.setAutomine(false);
    observer =
        BridgeObserver.source(
            new BridgeObserver.Settings(
                "rpc-b",
                chains.sourceNode.url(),
                chains.lockBox.contract(),
                Duration.ofMillis(20),
                TwoChains.CONFIRMATIONS,
                Duration.ofMinutes(5)));
  }

  @AfterEach
  void close() {
    observer.close();
  }

  @Test
  void saysOfALockWhatTheParticipantSaysButInItsOwnName() throws Exception {
    chains.source.perform(TwoChains.lock("s1", 100L, toParticipant));
    chains.sourceNode.mine(1);
    observer.follow("s1", LOCK, INPUT, reports);
    Observation seen = seen(Report.CONFIRMED, 1);
    assertEquals("rpc-b", seen.observer());
    assertEquals(toParticipant.next().result(), seen.result());
    chains.sourceNode.mine(1);
    seen(Report.CONFIRMED, 2);
  }

  @Test
  void seesAReorgAndWhatComesBack() throws Exception {
    var lock = TwoChains.lock("s1", 100L, toParticipant);
    chains.source.perform(lock);
    chains.sourceNode.mine(1);
    observer.follow("s1", LOCK, INPUT, reports);
    seen(Report.CONFIRMED, 1);
    chains.sourceNode.reorg(1);
    assertEquals(Report.REVERTED, reports.next().status());
    chains.source.perform(lock);
    chains.sourceNode.mine(1);
    seen(Report.CONFIRMED, 1);
  }

  @Test
  void tellsThatAnUnlockBlocked() throws Exception {
    var lock = TwoChains.lock("s1", 100L, toParticipant);
    chains.source.perform(TwoChains.undo(lock, "unlock", 1, toParticipant));
    observer.follow("s1", EffectKey.compensation(LOCK, 1), Map.of(), reports);
    chains.sourceNode.mine(1);
    assertEquals(CompensationOutcome.BLOCKED, seen(Report.CONFIRMED, 1).outcome());
  }

  @Test
  void isSilentOnALockThatFailedAndSendsNothing() throws Exception {
    chains.source.perform(TwoChains.lock("s1", 1_001L, toParticipant));
    observer.follow("s1", LOCK, INPUT, reports);
    chains.sourceNode.mine(1);
    assertEquals(Report.REFUSED, toParticipant.next().status());
    assertEquals(List.of(), reports.rest());
    assertEquals(0, chains.sourceNode.waitingTransactions());
  }
}
