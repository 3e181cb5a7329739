package io.meanwhile.sagas.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.sagas.RunningSamples;
import io.meanwhile.sagas.client.SagaState;
import io.meanwhile.sagas.client.Standing;
import io.meanwhile.sagas.client.Start;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge's definition, as it stands, on the simulated chains. */
class BridgeSagaTest {
  private RunningSamples samples;
  private SimulatedChain source;
  private SimulatedChain target;

  @BeforeEach
  void start(@TempDir Path data) {
    samples = RunningSamples.start(data, "--meanwhile.simulated.block-time=PT0.05S");
    source = samples.bean("sourceChain", SimulatedChain.class);
    target = samples.bean("targetChain", SimulatedChain.class);
  }

  @AfterEach
  void stop() {
    samples.close();
  }

  @Test
  void tokensAreLockedAndThenMinted() throws Exception {
    SagaState ended = transfer(100, Chains.ALICE, Chains.BOB);

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(ended.result())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("lock", "mint");
    holds(9_900, 100);
  }

  @Test
  void aFailedMintUnlocksTheTokens() throws Exception {
    SagaState ended = transfer(100, Chains.ALICE, Chains.account("0bad"));

    assertThat(ended.status()).isEqualTo("COMPENSATED");
    Standing standing = standing(ended);
    assertThat(standing.diverged())
        .anyMatch(d -> d.kind().equals("refused") && "mint/action/1".equals(d.effect()));
    assertThat(standing.happened())
        .anyMatch(h -> h.effect().equals("lock/action/1") && "undone".equals(h.compensation()));
    holds(10_000, 0);
  }

  @Test
  void aLockOfMoreThanThereIsMovesNothing() throws Exception {
    SagaState ended = transfer(10_001, Chains.ALICE, Chains.BOB);

    assertThat(ended.status()).isEqualTo("COMPENSATED");
    holds(10_000, 0);
  }

  @Test
  void aLockThatIsReorganisedAwayIsWaitedFor() throws Exception {
    String fading = Chains.account("fade");
    SagaState ended = transfer(100, fading, Chains.BOB);

    assertThat(ended.status()).isEqualTo("COMPLETED");
    assertThat(standing(ended).diverged()).anyMatch(d -> d.kind().equals("reverted"));
    assertThat(source.balance(fading)).isEqualTo(9_900);
    assertThat(target.pool()).isEqualTo(100);
  }

  private SagaState transfer(int amount, String from, String to) throws Exception {
    Map<String, Object> input = Map.of("amount", amount, "from", from, "to", to);
    var client = samples.client();
    client.start(Start.of("bridge-transfer", "t1", input)).get(20, TimeUnit.SECONDS);
    return client.whenEnded("t1").get(60, TimeUnit.SECONDS);
  }

  private Standing standing(SagaState ended) throws Exception {
    return samples.client().standing(ended.id()).get(20, TimeUnit.SECONDS);
  }

  /** What Alice still has and what was minted; what she misses is what is locked. */
  private void holds(int alice, int minted) {
    assertThat(source.balance(Chains.ALICE)).isEqualTo(alice);
    assertThat(source.balance(Chains.ALICE).add(source.pool()))
        .isEqualTo(BigInteger.valueOf(10_000));
    assertThat(target.pool()).isEqualTo(minted).isEqualTo(source.pool());
    assertThat(target.balance(Chains.BOB)).isEqualTo(minted);
  }
}
