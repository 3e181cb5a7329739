package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.fail;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.probed;
import static io.meanwhile.core.decider.Sample.refuse;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Failure.NOT_CONFIGURED;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What has happened, what is pending, what constitutes completion: at every stage. */
class StandingTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  /** Lock, three confirmations deep; then mint. */
  private final SagaFixture bridge =
      new SagaFixture(
          definition(
              step("lock", probed(depth(call("lock-svc/do"), 3)), call("lock-svc/undo")),
              step("mint", "lock")));

  /** Each as effect, waiting for, then. */
  private List<String> pending(SagaFixture saga) {
    return saga.standing().pending().stream()
        .map(p -> p.effect() + ": " + p.waitingFor() + "; then " + p.then())
        .toList();
  }

  private static List<String> happened(SagaFixture saga) {
    return saga.standing().happened().stream().map(h -> h.effect() + " " + h.level()).toList();
  }

  @Test
  void aSagaThatWasNotStartedHasNothingToSay() {
    Standing none = Standing.of(definition(step("a")), Saga.NOT_STARTED);
    assertThat(none.status()).isEqualTo(SagaStatus.NOT_STARTED);
    assertThat(none.happened()).isEmpty();
    assertThat(none.pending()).isEmpty();
  }

  @Test
  void whatIsAskedAndWhatHasNotBegunIsPending() {
    bridge.given(start());
    assertThat(pending(bridge))
        .containsExactly(
            "lock/action/1: lock-svc to answer (attempt 1); then it is probed, then the saga goes"
                + " backward",
            "mint: lock to be final; then it begins");
    Standing.Pending first = bridge.standing().pending().getFirst();
    assertThat(first.since()).isEqualTo(SagaFixture.START);
    assertThat(first.until()).isEqualTo(SagaFixture.START.plusSeconds(60));
    assertThat(bridge.standing().completion())
        .isEqualTo(
            new Standing.Completion(
                "all steps final", 0, 2, false, List.of(), List.of("lock", "mint")));
  }

  @Test
  void whatIsConfirmedHasHappenedAndIsPendingUntilItIsFinal() {
    bridge.given(start()).given(observe(LOCK, CONFIRMED, 1, Map.of("id", "x")));
    Standing.Happened lock = bridge.standing().happened().getFirst();
    assertThat(List.of(lock.level(), lock.depth(), lock.of()))
        .containsExactly(Rung.CONFIRMED, 1, 3);
    assertThat(lock.result()).isEqualTo(Map.of("id", "x"));
    assertThat(lock.observers()).containsExactly("lock-svc");
    assertThat(pending(bridge).getFirst()).startsWith("lock/action/1: confirmation 2 of 3;");
  }

  @Test
  void eachRungSaysWhatIsWaitedFor() {
    bridge.given(start()).given(observe(LOCK, ACCEPTED));
    assertThat(pending(bridge).getFirst()).contains("lock-svc to confirm it");
    bridge.given(refuse(LOCK, 1, "no"));
    assertThat(pending(bridge).getFirst()).contains("the refusal to be final (1 of 3)");
    bridge.given(observe(LOCK, CONFIRMED, 1, null)).given(observe(LOCK, REVERTED));
    assertThat(pending(bridge).getFirst()).contains("it to come back; then the saga goes backward");
    bridge.after("PT1S").given(observe(LOCK, ACCEPTED)).whenTheNextDeadlinePasses();
    assertThat(pending(bridge).getFirst()).contains("lock-svc to say where it is (probe 1)");
  }

  @Test
  void aCompletedSagaHasNothingPending() {
    bridge.given(start()).given(observe(LOCK, FINAL, 3, null)).given(observe(MINT, FINAL));
    assertThat(bridge.standing().pending()).isEmpty();
    assertThat(happened(bridge)).containsExactly(LOCK + " FINAL", MINT + " FINAL");
    assertThat(bridge.standing().completion())
        .isEqualTo(
            new Standing.Completion(
                "all steps final", 2, 2, true, List.of("lock", "mint"), List.of()));
    assertThat(bridge.standing().status()).isEqualTo(SagaStatus.COMPLETED);
  }

  @Test
  void confirmedLevelIsShownBeforeTheEnd() {
    SagaFixture saga =
        new SagaFixture(definition(step("lock", depth(call("lock-svc/do"), 3), null)));
    saga.given(start()).given(observe(LOCK, CONFIRMED, 1, null)).thenStatus(SagaStatus.CONFIRMED);
    assertThat(saga.standing().completion().satisfied()).isFalse();
  }

  @Test
  void goingBackwardItSaysWhyWhatIsOwedAndInWhichOrder() {
    SagaFixture saga = new SagaFixture(definition(step("lock"), step("mint", "lock")));
    saga.given(start()).given(observe(LOCK, FINAL)).given(cancel());
    Standing standing = saga.standing();
    assertThat(standing.direction()).isEqualTo("backward");
    assertThat(standing.why()).isEqualTo("Cancelled by ann: changed my mind");
    assertThat(pending(saga))
        .containsExactly(
            "mint/action/1: word from mint-svc; then it is compensated",
            "compensation of lock/action/1: mint/action/1 to be settled; then it is compensated");
    saga.given(observe(MINT, REFUSED));
    assertThat(pending(saga))
        .containsExactly(
            "lock/compensation/1/1: lock-svc to answer (attempt 1); then the same key is sent again");
    saga.given(observe(UNLOCK, FINAL));
    assertThat(pending(saga)).isEmpty();
    assertThat(happened(saga)).containsExactly(LOCK + " FINAL", MINT + " VOID", UNLOCK + " FINAL");
    assertThat(saga.standing().happened().getFirst().compensation()).isEqualTo("undone");
    assertThat(saga.standing().completion().satisfied()).isFalse();
  }

  @Test
  void aHeldCancelIsShownByWhatWaitsForThePivot() {
    SagaFixture saga =
        new SagaFixture(definition(pivot(step("pay")), step("pack"), step("ship", "pack")));
    saga.given(start()).given(cancel()).given(observe("pack/action/1", FINAL));
    assertThat(pending(saga))
        .containsExactly(
            "pay/action/1: pay-svc to answer (attempt 1); then the same key is sent again",
            "ship: the pivot to be settled: Cancelled by ann: changed my mind; then it begins");
  }

  @Test
  void whileThePivotIsInFlightOthersGoBackwardOnlyIfItIsNotPassed() {
    SagaFixture saga = new SagaFixture(definition(pivot(step("pay")), step("pack")));
    saga.given(start());
    assertThat(pending(saga).getLast())
        .endsWith("the saga goes backward, unless the pivot is passed");
    saga.given(observe("pay/action/1", FINAL));
    assertThat(pending(saga).getFirst()).endsWith("then the same key is sent again");
  }

  @Test
  void aParkedSagaSaysWhyAndWhatMayBeAnswered() {
    bridge.given(start()).given(fail(LOCK, 1, NOT_CONFIGURED));
    Standing.BlockedBy blocked = bridge.standing().blockedBy().getFirst();
    assertThat(blocked.effect()).isEqualTo(LOCK);
    assertThat(blocked.reason()).isEqualTo("test");
    assertThat(blocked.choices()).contains(Choice.GO_BACKWARD, Choice.RETRY);
    assertThat(bridge.standing().status()).isEqualTo(SagaStatus.PARKED);
    assertThat(pending(bridge).getFirst())
        .isEqualTo("lock/action/1: an operator's answer; then it goes on as answered");
    assertThat(bridge.standing().pending().getFirst().until()).as("no deadline fires").isNull();
  }

  @Test
  void aParkedSagaIsShownWithItsDirection() {
    SagaFixture saga = new SagaFixture(definition(step("lock"))).given(start());
    saga.given(fail(LOCK, 1, NOT_CONFIGURED)).thenStatus(SagaStatus.PARKED);
    assertThat(saga.standing().direction()).isEqualTo("forward");
    SagaFixture back = new SagaFixture(definition(step("lock"), step("mint", "lock")));
    back.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    back.given(fail(UNLOCK, 1, NOT_CONFIGURED)).thenStatus(SagaStatus.PARKED);
    assertThat(back.standing().direction()).isEqualTo("backward");
  }

  @Test
  void divergencesAreShownAlsoOfWhatWasGivenUp() {
    SagaFixture saga = new SagaFixture(definition(step("lock"), step("mint")));
    saga.given(start()).given(observe(MINT, REFUSED)).given(observe(LOCK, FINAL));
    assertThat(saga.standing().diverged())
        .extracting(Standing.Diverged::effect, Standing.Diverged::kind, Standing.Diverged::reaction)
        .containsExactly(
            tuple(MINT, DivergenceKind.REFUSED, Reaction.COMPENSATE),
            tuple(LOCK, DivergenceKind.LATE, Reaction.UNDO));
  }

  @Test
  void lossesAreListed() {
    SagaFixture saga = new SagaFixture(definition(irreversible(step("mail")), step("pay", "mail")));
    saga.given(start()).given(observe("mail/action/1", FINAL));
    saga.given(observe("pay/action/1", REFUSED)).thenStatus(SagaStatus.COMPENSATED);
    assertThat(saga.standing().losses()).containsExactly("mail/action/1");
  }

  @Test
  void whatWasDoneWithoutCountsAsMetAndIsListed() {
    SagaFixture saga = new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));
    saga.given(start()).given(observe("pay/action/1", FINAL));
    saga.given(observe("ship/action/1", REFUSED)).given(answer(1, Choice.ACCEPT));
    assertThat(saga.standing().completion())
        .isEqualTo(
            new Standing.Completion(
                "all steps final", 2, 2, true, List.of("pay", "ship"), List.of()));
    assertThat(saga.standing().losses()).containsExactly("ship/action/1");
  }
}
