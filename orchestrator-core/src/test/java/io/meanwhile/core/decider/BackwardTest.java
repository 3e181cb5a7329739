package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BackwardTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));

  @Test
  void allStepsFinalCompletesTheSaga() {
    bridge
        .given(start())
        .thenSends(LOCK)
        .when(observe(LOCK, FINAL))
        .thenSends(MINT)
        .when(observe(MINT, FINAL))
        .thenStatus(SagaStatus.COMPLETED)
        .thenSends();
  }

  @Test
  void refusedMintUnlocksTheTokens() {
    bridge
        .given(start())
        .given(observe(LOCK, FINAL))
        .when(observe(MINT, REFUSED))
        .thenRung(MINT, Rung.VOID)
        .thenStatus(SagaStatus.COMPENSATING)
        .thenSends(UNLOCK)
        .when(observe(UNLOCK, FINAL))
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void repeatedLockReplyIsNotTakenForTheUnlock() {
    bridge
        .given(start())
        .given(observe(LOCK, FINAL))
        .given(observe(MINT, REFUSED))
        .after("PT1S")
        .when(observe(LOCK, FINAL))
        .thenRung(UNLOCK, Rung.REQUESTED)
        .thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void independentBranchesAreCompensatedInParallelAndWhatTheyReliedOnAfterwards() {
    SagaFixture saga =
        new SagaFixture(definition(step("a"), step("b", "a"), step("c", "a"), step("d", "b", "c")));
    saga.given(start())
        .given(observe("a/action/1", FINAL))
        .given(observe("b/action/1", FINAL))
        .given(observe("c/action/1", FINAL))
        .when(observe("d/action/1", REFUSED))
        .thenSends("b/compensation/1/1", "c/compensation/1/1")
        .when(observe("b/compensation/1/1", FINAL))
        .thenSends("c/compensation/1/1")
        .when(observe("c/compensation/1/1", FINAL))
        .thenSends("a/compensation/1/1")
        .when(observe("a/compensation/1/1", FINAL))
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void whatIsInFlightAtACancelIsWaitedForUntilItsDeadlineAndThenCompensatedToo() {
    bridge
        .given(start())
        .given(observe(LOCK, FINAL))
        .when(cancel())
        .thenSends()
        .thenStatus(SagaStatus.COMPENSATING)
        .whenTheNextDeadlinePasses()
        .thenRung(MINT, Rung.UNKNOWN)
        .thenSends("mint/compensation/1/1")
        .when(observe("mint/compensation/1/1", FINAL))
        .thenRung(MINT, Rung.VOID)
        .thenSends(UNLOCK)
        .when(observe(UNLOCK, FINAL))
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void anIrreversibleStepThatStandsIsListedAsALoss() {
    SagaFixture saga = new SagaFixture(definition(irreversible(step("mail")), step("pay", "mail")));
    saga.given(start())
        .given(observe("mail/action/1", FINAL))
        .when(observe("pay/action/1", REFUSED))
        .thenStatus(SagaStatus.COMPENSATED);
    assertThat(Objects.requireNonNull(saga.saga().ended()).losses())
        .containsExactly(EffectKey.parse("mail/action/1"));
  }
}
