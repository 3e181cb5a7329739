package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.decider.Versions.*;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import org.junit.jupiter.api.Test;

/** What a running saga cannot follow. */
class MigrationRefusedTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";

  private final Definition first = definition(step("pay"), step("ship", "pay"));

  private static SagaFixture refused(SagaFixture saga, String... why) {
    saga.thenRefused("cannot-migrate");
    Decision.Refused refused = (Decision.Refused) saga.decision();
    assertThat(refused.flaws().stream().map(Decision.Flaw::message).toList())
        .hasSize(why.length)
        .satisfies(all -> {
          for (int i = 0; i < why.length; i++) {
            assertThat(all.get(i)).contains(why[i]);
          }
        });
    return saga;
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Definition second = version(2, step("charge"), step("send", "charge"));
    SagaFixture saga = saga(first, second).given(start()).given(observe(PAY, FINAL));
    saga.when(migrate(second, mapped("ship", "sent", "pey", "charge")));
    refused(
        saga,
        "no step sent; did you mean send?",
        "no step pey; did you mean pay?",
        "step pay has begun");
  }

  @Test
  void twoStepsAreNeverOne() {
    Definition second = version(2, step("pay"), step("send", "pay"));
    SagaFixture saga = saga(first, second).given(start()).given(observe(PAY, FINAL));
    saga.when(migrate(second, mapped("pay", "send", "ship", "send")));
    refused(saga, "both pay and ship would be its step send");
    saga.when(migrate(second, mapped("ship", "pay")));
    refused(saga, "both pay and ship would be its step pay");
  }

  @Test
  void noStepBeginsUnderTheKeysOfAnother() {
    Definition second = version(2, step("bill"), step("pay", "bill"), step("ship", "pay"));
    SagaFixture saga = saga(first, second).given(start());
    saga.when(migrate(second, mapped("pay", "bill")));
    refused(saga, "would begin under the keys of the step pay");
  }

  @Test
  void twoStepsMayChangeTheirNames() {
    Definition one = definition(step("a"), step("b"));
    Definition two = version(2, step("b"), step("a"), step("c", "a"));
    SagaFixture saga = saga(one, two).given(start());
    saga.given(migrate(two, mapped("a", "b", "b", "a")));
    saga.when(observe("a/action/1", FINAL)).thenRequested();
    saga.when(observe("b/action/1", FINAL)).thenRequested("c/action/1");
  }

  @Test
  void aPivotNeverMovesAcrossAStepThatHasBegun() {
    Definition one = definition(step("pay"), pivot(step("ship", "pay")));
    Definition early = version(2, pivot(step("check")), step("pay", "check"), step("ship", "pay"));
    SagaFixture saga = saga(one, early).given(start());
    refused(saga.when(migrate(early)), "its pivot check comes before it");

    Definition itself = version(2, pivot(step("pay")), step("ship", "pay"));
    saga = saga(one, itself).given(start());
    refused(saga.when(migrate(itself)), "its pivot pay has begun as pay, which was no pivot");
  }

  @Test
  void aPivotThatHasBegunStaysThePivot() {
    Definition one = definition(step("pay"), pivot(step("ship", "pay")), step("mail", "ship"));
    Definition none = version(2, step("pay"), step("ship", "pay"), step("mail", "ship"));
    SagaFixture saga = saga(one, none).given(start()).given(observe(PAY, FINAL));
    saga.given(observe(SHIP, ACCEPTED)).when(migrate(none));
    refused(saga, "the pivot ship has begun");

    Definition late = version(3, step("ship0"), pivot(step("ship")), step("pay", "ship"));
    saga = saga(one, late).given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, FINAL));
    saga.when(migrate(late, mapped("mail", null)));
    refused(saga, "step pay would be on the other side of the pivot ship");
  }

  @Test
  void aPivotThatHasNotBegunMayMoveBehindWhatHas() {
    Definition one = definition(step("pay"), pivot(step("ship", "pay")));
    Definition later = version(2, step("pay"), step("ship", "pay"), pivot(step("mail", "ship")));
    SagaFixture saga = saga(one, later).given(start()).given(migrate(later));
    saga.given(observe(PAY, FINAL)).given(observe(SHIP, ACCEPTED)).when(cancel());
    saga.thenStatus(SagaStatus.COMPENSATING); // with the pivot in flight it would be held
  }

  @Test
  void whatIsToldToBeMetStaysMet() {
    Step deep = step("pay", depth(call("pay-svc/do"), 3), null);
    Definition more = version(2, deep, step("mail"));
    SagaFixture saga = saga(definition(deep), more).given(start());
    saga.given(observe(PAY, FINAL, 1, null)).thenStatus(SagaStatus.CONFIRMED);
    refused(saga.when(migrate(more)), "its goal is met, and would not be any more");
  }

  @Test
  void aSagaThatHasEndedStaysAsItIs() {
    Definition second = version(2, step("pay"), step("mail", "pay"));
    SagaFixture saga = saga(definition(step("pay")), second).given(start());
    saga.given(observe(PAY, FINAL)).when(migrate(second)).thenRefused("saga-ended");
  }

  @Test
  void theVersionThatItWasStartedWithIsFollowedAlready() {
    saga(first).given(start()).when(migrate(first)).thenRefused("same-version");
  }
}
