package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.EffectRequest;
import org.junit.jupiter.api.Test;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.generated.Uint256;

class MintTest extends BridgeTest {

  @Test
  void completesATransfer() throws Exception {
    chains.source.perform(TwoChains.lock("s1", 100L, reports));
    seen(Report.CONFIRMED, 1);
    chains.target.perform(TwoChains.mint("s1", 100L, reports));
    var minted = seen(Report.CONFIRMED, 1);
    assertEquals(TwoChains.RECEIVER, TwoChains.field(minted.result(), "to"));
    assertEquals("target-chain", minted.observer());
    assertEquals(100, chains.received());
    assertEquals(100, chains.locked());
  }

  @Test
  void refusedByThePausedMinterUnlocksTheTokens() throws Exception {
    chains.asOwner(chains.targetNode, chains.minter, "setPaused", new Bool(true));
    EffectRequest lock = TwoChains.lock("s1", 100L, reports);
    chains.source.perform(lock);
    seen(Report.CONFIRMED, 1);
    chains.target.perform(TwoChains.mint("s1", 100L, reports));
    assertEquals("paused", seen(Report.REFUSED, 1).reason());
    chains.source.perform(TwoChains.undo(lock, "unlock", 1, reports));
    reports.next();
    assertEquals(TwoChains.SUPPLY, chains.held());
    assertEquals(0, chains.bridged());
  }

  @Test
  void aboveTheCapIsRefusedBlockByBlock() throws Exception {
    chains.asOwner(chains.targetNode, chains.minter, "setCap", new Uint256(99));
    chains.targetNode.setAutomine(false);
    chains.target.perform(TwoChains.mint("s1", 100L, reports));
    chains.targetNode.mine(1);
    assertEquals("cap exceeded", seen(Report.REFUSED, 1).reason());
    chains.targetNode.mine(1);
    seen(Report.REFUSED, 2);
    assertEquals(0, chains.bridged());
  }

  @Test
  void isBurnedAgain() throws Exception {
    lockAndMint();
    EffectRequest burn = TwoChains.undo(TwoChains.mint("s1", 100L, reports), "burn", 1, reports);
    chains.target.perform(burn);
    assertEquals(CompensationOutcome.UNDONE, seen(Report.CONFIRMED, 1).outcome());
    assertEquals(0, chains.bridged());
  }

  @Test
  void whoseTokensWereSpentCannotBeBurned() throws Exception {
    lockAndMint();
    Address other = new Address(EvmNode.ACCOUNTS.get(0));
    String token = chains.minter.token();
    chains.as(2, chains.targetNode, token, "transfer", other, new Uint256(1));
    EffectRequest mint = TwoChains.mint("s1", 100L, reports);
    chains.target.perform(TwoChains.undo(mint, "burn", 1, reports));
    assertEquals("balance too small", seen(Report.REFUSED, 1).reason());
    assertEquals(100, chains.bridged());
  }

  private void lockAndMint() throws Exception {
    chains.source.perform(TwoChains.lock("s1", 100L, reports));
    seen(Report.CONFIRMED, 1);
    chains.target.perform(TwoChains.mint("s1", 100L, new RecordingReporter()));
    EffectRequest probe =
        TwoChains.probe(TwoChains.mint("s1", 100L, new RecordingReporter()), "mint-status");
    for (int i = 0; i < 500 && chains.target.perform(probe).status() != Report.CONFIRMED; i++) {
      Thread.sleep(20);
    }
    assertEquals(100, chains.received());
  }
}
