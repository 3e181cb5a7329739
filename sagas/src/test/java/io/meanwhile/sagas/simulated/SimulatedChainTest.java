package io.meanwhile.sagas.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.RejectedException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedChainTest {
  private Chains chains;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    chains = new Chains(directory);
  }

  @AfterEach
  void stop() {
    chains.close();
  }

  @Test
  void aLockIsAcceptedAndConfirmedDeeperWithEveryBlock() throws Exception {
    Answer answer = chains.lock("s", 100L, Chains.ALICE);
    assertThat(answer.status()).isEqualTo(Report.ACCEPTED);

    for (int depth = 1; depth <= Chains.CONFIRMATIONS; depth++) {
      chains.source.mine();
      assertThat(chains.reported(Report.CONFIRMED).depth()).isEqualTo(depth);
    }
    chains.source.mine();
    assertThat(chains.reports).isEmpty();
    assertThat(chains.source.balance(Chains.ALICE)).isEqualTo(9_900);
    assertThat(chains.source.pool()).isEqualTo(100);
  }

  @Test
  void theResultHasTheShapeOfTheRealChain() throws Exception {
    chains.lock("s", "100", Chains.ALICE);
    chains.source.mine();

    assertThat(chains.probeLock("s", "100", Chains.ALICE).result())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("id", "tx", "amount", "holder")
        .containsEntry("amount", "100")
        .containsEntry("holder", Chains.ALICE);
  }

  @Test
  void theSameKeyTwiceMovesTokensOnce() throws Exception {
    chains.lock("s", 100L, Chains.ALICE);
    chains.lock("s", 100L, Chains.ALICE);
    chains.source.mine();
    chains.lock("s", 100L, Chains.ALICE);
    chains.source.mine();

    assertThat(chains.source.pool()).isEqualTo(100);
  }

  @Test
  void anUnlockGivesTheTokensBackOnce() throws Exception {
    chains.lock("s", 100L, Chains.ALICE);
    chains.source.mine();
    chains.unlock("s", 1);
    chains.unlock("s", 2);
    chains.source.mine();

    Answer first = chains.unlock("s", 1);
    assertThat(first.status()).isEqualTo(Report.CONFIRMED);
    assertThat(first.effect()).isEqualTo(CompensationOutcome.UNDONE);
    assertThat(chains.unlock("s", 2).effect()).isEqualTo(CompensationOutcome.UNDONE);
    assertThat(chains.source.pool()).isZero();
    assertThat(chains.source.balance(Chains.ALICE)).isEqualTo(10_000);
  }

  @Test
  void anUndoingOfSomethingNeverSeenBlocksIt() throws Exception {
    chains.burn("s");
    chains.target.mine();
    assertThat(chains.burn("s").effect()).isEqualTo(CompensationOutcome.BLOCKED);

    Answer late = chains.mint("s", 100L, Chains.BOB);
    assertThat(late.status()).isEqualTo(Report.REFUSED);
    assertThat(late.depth()).isEqualTo(1);
    chains.target.mine();
    assertThat(chains.target.pool()).isZero();
  }

  @Test
  void anActionInTheMempoolIsBlockedByItsCompensation() throws Exception {
    chains.lock("s", 100L, Chains.account("1a7e"));
    chains.unlock("s", 1);
    for (int block = 0; block < TestAccount.LATE_BLOCKS; block++) {
      chains.source.mine();
    }
    Answer answer = chains.probeLock("s", 100L, Chains.account("1a7e"));
    assertThat(answer.status()).isEqualTo(Report.REFUSED);
    assertThat(answer.reason()).isEqualTo("blocked by its compensation");
    assertThat(chains.source.pool()).isZero();
  }

  @Test
  void moreThanAnAccountHoldsIsRefusedDeeperWithEveryBlock() throws Exception {
    chains.lock("s", 10_001L, Chains.ALICE);
    for (int depth = 1; depth <= Chains.CONFIRMATIONS; depth++) {
      chains.source.mine();
      var refused = chains.reported(Report.REFUSED);
      assertThat(refused.depth()).isEqualTo(depth);
      assertThat(refused.reason()).isEqualTo("balance too small");
    }
  }

  @Test
  void theFailingAccountIsRefused() throws Exception {
    chains.mint("s", 100L, Chains.account("0bad"));
    chains.target.mine();
    assertThat(chains.reported(Report.REFUSED).reason()).contains("refuses this account");
    assertThat(chains.target.pool()).isZero();
  }

  @Test
  void theSilentAccountNeverAnswersAndLeavesNoTrace() throws Exception {
    String silent = Chains.account("dead");
    Thread asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                chains.lock("s", 100L, silent);
              } catch (Exception e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(asking.join(java.time.Duration.ofMillis(200))).isFalse();
    asking.interrupt();
    asking.join();
    chains.source.mine();
    assertThat(chains.probeLock("s", 100L, silent).status()).isEqualTo(Report.UNKNOWN);
    assertThat(chains.source.pool()).isZero();
  }

  @Test
  void theFadingAccountIsReorganisedAwayOnceAndComesBack() throws Exception {
    chains.lock("s", 100L, Chains.account("fade"));
    chains.source.mine();
    chains.reported(Report.CONFIRMED);
    chains.source.mine();
    assertThat(chains.reported(Report.CONFIRMED).depth()).isEqualTo(2);
    chains.source.mine();
    chains.reported(Report.REVERTED);
    chains.reported(Report.ACCEPTED);
    assertThat(chains.source.pool()).isZero();
    for (int block = 0; block < TestAccount.FADED_BLOCKS; block++) {
      chains.source.mine();
    }
    assertThat(chains.reported(Report.CONFIRMED).depth()).isEqualTo(1);
    assertThat(chains.source.pool()).isEqualTo(100);
  }

  @Test
  void theLedgerOutlivesTheProcess() throws Exception {
    chains.lock("s", 100L, Chains.ALICE);
    chains.lock("t", 50L, Chains.ALICE);
    chains.source.mine();
    chains.unlock("t", 1);
    chains.source.mine();
    chains.lock("u", 1L, Chains.ALICE);
    chains.restart();

    assertThat(chains.source.pool()).isEqualTo(100);
    assertThat(chains.source.balance(Chains.ALICE)).isEqualTo(9_900);
    assertThat(chains.probeLock("s", 100L, Chains.ALICE).status()).isEqualTo(Report.CONFIRMED);
    chains.source.mine();
    assertThat(chains.source.pool()).isEqualTo(101);
    assertThat(chains.source.balance(Chains.ALICE)).isEqualTo(new BigInteger("9899"));
  }

  @Test
  void whatCannotBeMeantIsRejectedAndLeavesNoTrace() {
    rejected(chains.lockRequest("s", 0L, Chains.ALICE));
    rejected(chains.lockRequest("s", 1.5, Chains.ALICE));
    rejected(chains.lockRequest("s", 1L, "alice"));
    Map<String, Object> input = Map.of("amount", 1L, "holder", Chains.ALICE);
    rejected(chains.request("s/lock/action/1", "s", "mint", input, false));
    rejected(chains.request("other/lock/action/1", "s", "lock", input, false));
    chains.source.mine();
    assertThat(chains.source.pool()).isZero();
  }

  private void rejected(EffectRequest request) {
    assertThatThrownBy(() -> chains.source.perform(request)).isInstanceOf(RejectedException.class);
  }
}
