package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service moves real tokens between two real nodes through the packaged participants.
 * After every case the two chains themselves must tell that no token was lost or made.
 */
class BridgeEndToEndIT {
  private static final long ALL = 1_000_000;
  private static final int CONFIRMATIONS = 3;
  private static final String SHIPPED = "bridge-transfer";
  private static final String HASTY = "hasty-transfer";

  private static RunningBridge bridge;
  private Tokens before;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    bridge = new RunningBridge(directory);
    bridge.source.setAutomine(false);
    bridge.target.setAutomine(false);
    bridge.service.post(
        "definitions",
        "application/yaml",
        RunningBridge.definition()
            .replace("saga: " + SHIPPED, "saga: " + HASTY)
            .replace("deadline: PT15S", "deadline: PT3S")
            .replace("answer: PT5S", "answer: PT1S"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (bridge != null) {
      bridge.close();
    }
  }

  @BeforeEach
  void look() {
    before = bridge.tokens();
  }

  @AfterEach
  void noTokenIsLostOrMade() {
    Tokens now = bridge.tokens();
    assertEquals(ALL, now.held() + now.locked());
    assertEquals(now.locked(), now.minted());
    assertEquals(now.minted(), now.received());
  }

  @Test
  void mintIsSentOnceTheLockIsThreeBlocksDeepAndNoSooner() throws Exception {
    long mintsBefore = RunningBridge.sent(bridge.target);
    Transfer transfer = lockMined(SHIPPED, "plain", 100);
    bridge.source.mine(1);
    transfer.hasRecorded("lock/action/1", 2);
    assertEquals(mintsBefore, RunningBridge.sent(bridge.target), "sent at depth 2");

    bridge.source.mine(1);
    waiting(bridge.target);
    long deep = RunningBridge.head(bridge.source) - bridge.lockedIn("plain") + 1;
    assertEquals(CONFIRMATIONS, deep);
    assertEquals(mintsBefore + 1, RunningBridge.sent(bridge.target));

    bridge.target.mine(CONFIRMATIONS);
    transfer.endsAs("COMPLETED");
    assertEquals(CONFIRMATIONS, RunningBridge.head(bridge.target) - bridge.mintedIn("plain") + 1);
    assertEquals(before.afterMoving(100), bridge.tokens());
  }

  @Test
  void failedMintUnlocksTheTokens() throws Exception {
    bridge.pauseMinter(true);
    try (var _ = bridge.mining()) {
      Transfer transfer = bridge.transfer(SHIPPED, "mint-fails", 70);
      transfer.endsAs("COMPENSATED");
      transfer.hasRecorded("mint/action/1", "diverged", "kind", "refused");
      transfer.hasRecorded(
          "lock/compensation/1/1", "effect-requested", "to", "source-chain/unlock");
    } finally {
      bridge.pauseMinter(false);
    }
    assertEquals(before, bridge.tokens());
  }

  @Test
  void lockThatWaitsPastItsDeadlineIsUnknownUntilTheChainIsAsked() throws Exception {
    Transfer transfer = bridge.transfer(SHIPPED, "slow-chain", 30);
    transfer.hasRecorded("lock/action/1", "deadline-passed", "rung", "unknown");
    transfer.hasRecorded("lock/action/1", "diverged", "reaction", "probe");
    assertEquals(before, bridge.tokens());
    try (var _ = bridge.mining()) {
      // The probe finds it in the mempool, so it is waited for, and then the transfer goes on.
      transfer.endsAs("COMPLETED");
    }
    assertEquals(before.afterMoving(30), bridge.tokens());
  }

  @Test
  void lockThatLeftNoTraceIsBlockedForGood() throws Exception {
    Transfer transfer = bridge.transfer(HASTY, "no-trace", 40);
    waiting(bridge.source);
    String forgotten = bridge.forgetWaiting();
    transfer.hasRecorded("lock/action/1", "deadline-passed", "rung", "unknown");
    transfer.hasRecorded("lock/compensation/1/1", "effect-requested", "to", "source-chain/unlock");
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPENSATED");
    }
    bridge.sendAgain(forgotten);
    assertEquals(before, bridge.tokens());
  }

  @Test
  void serviceKilledBetweenLockAndMintGoesOn() throws Exception {
    long mintsBefore = RunningBridge.sent(bridge.target);
    Transfer transfer = lockMined(SHIPPED, "service-killed", 50);
    bridge.service.kill();
    bridge.source.mine(CONFIRMATIONS);
    assertEquals(mintsBefore, RunningBridge.sent(bridge.target));
    bridge.service.startAgain();
    waiting(bridge.target);

    bridge.service.kill();
    bridge.target.mine(1);
    bridge.service.startAgain();
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPLETED");
    }
    assertEquals(mintsBefore + 1, RunningBridge.sent(bridge.target));
    assertEquals(before.afterMoving(50), bridge.tokens());
  }

  @Test
  void participantsKilledWhileTheLockConfirmsAreAskedAgain() throws Exception {
    long mintsBefore = RunningBridge.sent(bridge.target);
    Transfer transfer = lockMined(SHIPPED, "participants-killed", 60);
    bridge.participants.kill();
    bridge.source.mine(CONFIRMATIONS);
    bridge.participants.startAgain();
    try (var _ = bridge.mining()) {
      // Nobody follows the lock any more; past its deadline it is probed, and found.
      transfer.endsAs("COMPLETED");
    }
    transfer.hasRecorded("lock/action/1", "diverged", "kind", "unknown");
    assertEquals(mintsBefore + 1, RunningBridge.sent(bridge.target));
    assertEquals(before.afterMoving(60), bridge.tokens());
  }

  /** A transfer whose lock has its first confirmation, and the service knows. */
  private static Transfer lockMined(String definition, String id, long amount) throws Exception {
    Transfer transfer = bridge.transfer(definition, id, amount);
    waiting(bridge.source);
    bridge.source.mine(1);
    transfer.hasRecorded("lock/action/1", 1);
    return transfer;
  }

  private static void waiting(EvmNode node) throws InterruptedException {
    Transfer.await("a transaction in the mempool", () -> node.waitingTransactions() == 1);
  }
}
