package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.generated.Uint256;

class LockTest extends BridgeTest {

  @BeforeEach
  void mineByHand() {
    chains.sourceNode.setAutomine(false);
  }

  @Test
  void isAcceptedAndThenConfirmedBlockByBlock() throws Exception {
    Answer answer = chains.source.perform(TwoChains.lock("s1", 100L, reports));
    assertEquals(Report.ACCEPTED, answer.status());

    for (int depth = 1; depth <= TwoChains.CONFIRMATIONS; depth++) {
      chains.sourceNode.mine(1);
      Observation seen = reports.next();
      assertEquals(Report.CONFIRMED, seen.status());
      assertEquals(depth, seen.depth());
      assertEquals(100L, TwoChains.field(seen.result(), "amount"));
      assertEquals(TwoChains.field(answer.result(), "tx"), TwoChains.field(seen.result(), "tx"));
      assertEquals(BridgeContract.idOf("s1/lock/action/1"), TwoChains.field(seen.result(), "id"));
    }
    assertEquals(900, chains.held());
    assertEquals(100, chains.locked());
  }

  @Test
  void isNotReportedOnOnceItIsDeepEnough() throws Exception {
    chains.source.perform(TwoChains.lock("s1", 100L, reports));
    chains.sourceNode.mine(TwoChains.CONFIRMATIONS);
    assertEquals(TwoChains.CONFIRMATIONS, reports.next().depth());
    chains.source.perform(TwoChains.lock("s2", 100L, reports)); // a later one, to know when to stop
    chains.sourceNode.mine(TwoChains.CONFIRMATIONS);
    assertEquals("s2/lock/action/1", reports.next().effect().in("s2"));
    assertEquals(List.of(), reports.rest());
  }

  @Test
  void sentAgainWithTheSameKeyIsOneTransaction() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 100L, reports);
    Answer first = chains.source.perform(lock);
    Answer again = chains.source.perform(lock);
    assertEquals(first, again);
    assertEquals(1, chains.sourceNode.waitingTransactions());

    chains.sourceNode.mine(2);
    Answer mined = chains.source.perform(lock);
    assertEquals(Report.CONFIRMED, mined.status());
    assertEquals(2, mined.depth());
    chains.restartParticipants();
    assertEquals(Report.CONFIRMED, chains.source.perform(lock).status());
    assertEquals(0, chains.sourceNode.waitingTransactions());
    assertEquals(100, chains.locked());
  }

  @Test
  void sentEightTimesAtOnceIsOneTransaction() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 100L, reports);
    Callable<Answer> send = () -> chains.source.perform(lock);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> send).toList())) {
        assertEquals(Report.ACCEPTED, answer.get().status());
      }
    }
    assertEquals(1, chains.sourceNode.waitingTransactions());
  }

  @Test
  void ofManySagasAtOnceAllArrive() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sends =
          IntStream.range(0, 20)
              .<Callable<Answer>>mapToObj(
                  n -> () -> chains.source.perform(TwoChains.lock("s" + n, 10L, reports)))
              .toList();
      for (var answer : threads.invokeAll(sends)) {
        assertEquals(Report.ACCEPTED, answer.get().status());
      }
    }
    chains.sourceNode.mine(1);
    assertEquals(200, chains.locked());
  }

  @Test
  void thatFailsOnChainIsRefusedWithDepthAndStaysSo() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", 1_001L, reports);
    assertEquals(Report.ACCEPTED, chains.source.perform(lock).status());
    chains.sourceNode.mine(1);
    Observation refused = reports.next();
    assertEquals(Report.REFUSED, refused.status());
    assertEquals(1, refused.depth());
    assertEquals("allowance too small", refused.reason());

    chains.sourceNode.setAutomine(true);
    chains.as(
        1,
        chains.sourceNode,
        chains.lockBox.token(),
        "approve",
        new Address(chains.lockBox.contract()),
        new Uint256(5_000));
    chains.asOwner(chains.sourceNode, chains.lockBox, "setPaused", new Bool(false));
    chains.restartParticipants();
    Answer retried = chains.source.perform(lock);
    assertEquals(Report.REFUSED, retried.status());
    assertEquals(3, retried.depth());
    assertEquals(0, chains.locked());
  }

  @Test
  void isAnsweredInTheFormItsAmountWasAsked() throws Exception {
    EffectRequest lock = TwoChains.lock("s1", "100", reports);
    chains.source.perform(lock);
    chains.sourceNode.mine(1);
    assertEquals("100", TwoChains.field(reports.next().result(), "amount"));
    assertEquals(
        "100",
        TwoChains.field(
            chains.source.perform(TwoChains.probe(lock, "lock-status")).result(), "amount"));
  }

  @Test
  void thatIsMalformedIsRejectedAndNothingIsSent() {
    rejected("input.amount", Map.of("amount", 0L, "holder", TwoChains.HOLDER));
    rejected("input.amount", Map.of("amount", "1.5", "holder", TwoChains.HOLDER));
    rejected("input.amount", Map.of("amount", "9".repeat(78), "holder", TwoChains.HOLDER));
    rejected("input.holder", Map.of("amount", 1L, "holder", "alice"));
    rejected("input.holder", Map.of("amount", 1L));
    EffectRequest wrong =
        TwoChains.action("s1", "burn", Map.of("amount", 1L, "holder", TwoChains.HOLDER), reports);
    assertThrows(RejectedException.class, () -> chains.source.perform(wrong));
    assertEquals(0, chains.sourceNode.waitingTransactions());
  }

  @Test
  void ofAnotherAmountUnderTheSameKeyIsRejected() throws Exception {
    chains.source.perform(TwoChains.lock("s1", 100L, reports));
    String tx = chains.sourceNode.rpc("txpool_content").get("pending").toString();
    chains.sourceNode.drop(tx.substring(tx.indexOf("\"hash\":\"") + 8).substring(0, 66));
    RejectedException e =
        assertThrows(
            RejectedException.class,
            () -> chains.source.perform(TwoChains.lock("s1", 200L, reports)));
    assertNotNull(e.getMessage());
  }

  private void rejected(String named, Map<String, Object> input) {
    EffectRequest lock = TwoChains.action("s1", "lock", input, reports);
    RejectedException e = assertThrows(RejectedException.class, () -> chains.source.perform(lock));
    assertTrue(String.valueOf(e.getMessage()).contains(named), e.getMessage());
  }
}
