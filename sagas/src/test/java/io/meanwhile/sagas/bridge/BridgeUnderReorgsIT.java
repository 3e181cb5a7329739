package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Blocks of the source chain are replaced, and a lock that was seen is gone, or is another one. */
class BridgeUnderReorgsIT extends RealBridge {
  private static final String STRICT = "strict-transfer";
  private static final String PATIENT = "patient-transfer";
  private static final String EARLY = "early-transfer";
  private static final String EARLY_PATIENT = "early-patient-transfer";

  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    start(directory, STRICT, PATIENT, EARLY, EARLY_PATIENT);
  }

  @Test
  void lockThatIsGoneBeforeTheMintBeganIsBlocked() throws Exception {
    long mints = RunningBridge.sent(bridge.target);
    Transfer transfer = lockMined(STRICT, "gone-before", 10);
    bridge.source.reorg(1);
    transfer.hasRecorded(LOCK, "diverged", "kind", "reverted");
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPENSATED");
    }
    transfer.hasRecorded("lock/compensation/1/1", "observation-recorded", "outcome", "blocked");
    assertEquals(mints, RunningBridge.sent(bridge.target), "minted without a lock");
    assertEquals(before, bridge.tokens());
  }

  @Test
  void lockThatIsGoneBeforeTheMintBeganIsSentAgainAndLocksOnce() throws Exception {
    Transfer transfer = lockMined(PATIENT, "sent-again", 11);
    long firstBlock = bridge.lockedIn("sent-again");
    bridge.source.reorg(1);
    transfer.hasRecorded(LOCK, "diverged", "reaction", "retry");
    assertEquals(before, bridge.tokens());
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPLETED");
    }
    assertNotEquals(firstBlock, bridge.lockedIn("sent-again"));
    assertEquals(1, transfer.requested("lock/action"));
    assertEquals(before.afterMoving(11), bridge.tokens());
  }

  @Test
  void lockThatComesBackAsAnotherTransactionBeforeTheMintBeganCounts() throws Exception {
    Transfer transfer = bridge.transfer(STRICT, "another-before", 12);
    JsonNode first = waiting(bridge.source);
    bridge.source.mine(1);
    transfer.hasRecorded(LOCK, 1);
    bridge.source.reorg(1, call(first));
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPLETED");
    }
    assertNotEquals(first.get("hash").asString(), transfer.result("lock"));
    assertEquals(before.afterMoving(12), bridge.tokens());
  }

  @Test
  void lockThatIsGoneWhileTheMintWaitsIsSentAgainAndTheLateMintIsUndone() throws Exception {
    Transfer transfer = lockMined(EARLY_PATIENT, "late-mint", 13);
    waiting(bridge.target);
    bridge.source.reorg(1);
    transfer.hasRecorded(LOCK, "diverged", "reaction", "retry");
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPLETED");
    }
    transfer.hasRecorded(MINT, "diverged", "kind", "late");
    transfer.hasRecorded("mint/compensation/1/1", "observation-recorded", "outcome", "undone");
    assertEquals(2, transfer.requested("mint/action"));
    assertEquals(before.afterMoving(13), bridge.tokens());
  }

  @Test
  void lockThatIsGoneAfterTheMintIsSentAgainAndMintedAnew() throws Exception {
    Transfer transfer = minted(EARLY_PATIENT, "minted-anew", 14);
    bridge.source.reorg(1);
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPLETED");
    }
    transfer.hasRecorded("mint/compensation/1/1", "observation-recorded", "outcome", "undone");
    assertEquals(1, transfer.requested("lock/action"));
    assertEquals(2, transfer.requested("mint/action"));
    assertEquals(before.afterMoving(14), bridge.tokens());
  }

  @Test
  void lockThatIsGoneAfterTheMintTakesTheMintWithIt() throws Exception {
    Transfer transfer = minted(EARLY, "gone-after", 15);
    bridge.source.reorg(1);
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPENSATED");
    }
    transfer.hasRecorded("mint/compensation/1/1", "observation-recorded", "outcome", "undone");
    transfer.hasRecorded("lock/compensation/1/1", "observation-recorded", "outcome", "blocked");
    assertEquals(before, bridge.tokens());
  }

  @Test
  void lockThatComesBackAsAnotherTransactionAfterTheMintIsARevertForTheMint() throws Exception {
    Transfer transfer = bridge.transfer(EARLY, "another-after", 16);
    JsonNode first = waiting(bridge.source);
    bridge.source.mine(1);
    waiting(bridge.target);
    bridge.target.mine(1);
    transfer.hasRecorded(MINT, 1);
    bridge.source.reorg(1, call(first));
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPENSATED");
    }
    transfer.hasRecorded(LOCK, "diverged", "expected", "the result stays");
    transfer.hasRecorded("lock/compensation/1/1", "observation-recorded", "outcome", "undone");
    assertEquals(before, bridge.tokens());
  }

  @Test
  void lockThatIsGoneAfterTheEndIsBrokenAndSentAgainOnAnOperatorsWord() throws Exception {
    Transfer transfer = lockMined(STRICT, "gone-after-the-end", 17);
    bridge.source.mine(2);
    waiting(bridge.target);
    bridge.target.mine(3);
    transfer.endsAs("COMPLETED");
    bridge.source.reorg(3);
    transfer.hasRecorded(LOCK, "diverged", "kind", "broken");
    transfer.endsAs("PARKED");
    assertEquals(before.minted() + 17, bridge.tokens().minted(), "minted, and nothing locked");

    transfer.answer(LOCK, "retry");
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPLETED");
    }
    assertEquals(1, transfer.requested("mint/action"));
    assertEquals(before.afterMoving(17), bridge.tokens());
  }

  /** A transfer whose lock and mint are both one block deep. */
  private static Transfer minted(String definition, String id, long amount) throws Exception {
    Transfer transfer = lockMined(definition, id, amount);
    waiting(bridge.target);
    bridge.target.mine(1);
    transfer.hasRecorded(MINT, 1);
    return transfer;
  }
}
