package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The target chain has no room for a mint, or lets it in after the tokens were given back. */
class BridgeTargetTroubleIT extends RealBridge {
  private static final String STRICT = "strict-transfer";
  private static final String PATIENT = "patient-transfer";
  private static final long ENOUGH = 1_000_000;

  private static final String MINT = "mint/action/1";
  private static final String BURN = "mint/compensation/1/1";

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    start(directory, STRICT, PATIENT);
  }

  @Test
  void mintBeyondTheCapGivesTheTokensBack() throws Exception {
    bridge.capMinter(before.minted() + 19);
    try (var _ = bridge.mining()) {
      Transfer transfer = bridge.transfer(STRICT, "beyond", 20);
      transfer.endsAs("COMPENSATED");
      transfer.hasRecorded(MINT, "diverged", "observed", "refused: cap exceeded");
      transfer.hasRecorded("lock/compensation/1/1", "observation-recorded", "outcome", "undone");
    } finally {
      bridge.capMinter(ENOUGH);
    }
    assertEquals(before, bridge.tokens());
  }

  @Test
  void mintBeyondTheCapIsDoneAnewOnceThereIsRoomAgain() throws Exception {
    bridge.capMinter(before.minted() + 20);
    Transfer transfer = bridge.transfer(PATIENT, "room-again", 21);
    try (var _ = bridge.mining()) {
      transfer.hasRecorded(MINT, "diverged", "reaction", "redo");
    }
    bridge.capMinter(ENOUGH);
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPLETED");
    }
    assertEquals(1, transfer.requested("lock/action"));
    assertEquals(0, transfer.requested("mint/compensation"), "nothing was owed for it");
    assertEquals(before.afterMoving(21), bridge.tokens());
  }

  @Test
  void mintBeyondTheCapForGoodGivesTheTokensBackWhenTheTriesAreSpent() throws Exception {
    bridge.capMinter(before.minted());
    try (var _ = bridge.mining()) {
      Transfer transfer = bridge.transfer(PATIENT, "no-room", 22);
      transfer.endsAs("COMPENSATED");
      assertEquals(3, transfer.requested("mint/action"));
    } finally {
      bridge.capMinter(ENOUGH);
    }
    assertEquals(before, bridge.tokens());
  }

  @Test
  void mintThatArrivesAfterTheTokensWereGivenBackIsBlockedByTheChain() throws Exception {
    Refund refund = refunded("too-late", 23);
    String tx = bridge.target.rpc("eth_sendTransaction", refund.call()).asString();
    bridge.target.mine(3);
    assertEquals(
        "0x0", bridge.target.rpc("eth_getTransactionReceipt", tx).get("status").asString());
    assertEquals(before, bridge.tokens());
    refund.transfer().endsAs("COMPENSATED");
  }

  @Test
  void mintThatAReorgLetsInAfterTheTokensWereGivenBackIsBurnedOnce() throws Exception {
    Refund refund = refunded("let-in", 24);
    Transfer transfer = refund.transfer();
    bridge.target.reorg(3, refund.signed());
    assertEquals(before.minted() + 24, bridge.tokens().minted(), "minted, and given back");
    transfer.hasRecorded(MINT, "diverged", "kind", "broken");
    transfer.hasRecorded(BURN, "diverged", "kind", "broken");

    transfer.answer(BURN, "retry");
    try (var _ = bridge.mining()) {
      transfer.hasRecorded(BURN, "observation-recorded", "outcome", "undone");
      transfer.answer(MINT, "happened");
      transfer.endsAs("COMPENSATED");
    }
    assertEquals(1, transfer.requested("mint/compensation"));
    assertEquals(1, transfer.requested("lock/compensation"));
    assertEquals(before, bridge.tokens());
  }

  /**
   * A transfer that is over, and its mint.
   *
   * @param signed the very transaction, as anybody can send it who has seen it
   * @param call the same, to be signed afresh
   */
  private record Refund(Transfer transfer, String signed, Map<String, String> call) {}

  /** The mint got lost; it was blocked, three blocks ago, and the tokens were given back. */
  private static Refund refunded(String id, long amount) throws Exception {
    Transfer transfer = lockMined(STRICT, id, amount);
    bridge.source.mine(2);
    JsonNode waiting = waiting(bridge.target);
    String tx = waiting.get("hash").asString();
    String signed = bridge.target.rpc("eth_getRawTransactionByHash", tx).asString();
    bridge.target.drop(tx);
    bridge.service.post(
        "sagas/" + id + "/commands",
        "application/json",
        "{\"type\":\"cancel\",\"reason\":\"the mint got lost\"}");
    waiting(bridge.target);
    bridge.target.mine(3);
    try (var _ = RunningBridge.mining(bridge.source)) {
      transfer.endsAs("COMPENSATED");
    }
    return new Refund(transfer, signed, call(waiting));
  }
}
