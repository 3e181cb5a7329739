package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.decider.Versions.*;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Migration;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A running saga follows another version of its definition. */
class MigrationTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String MAIL = "mail/action/1";

  private final Definition first = definition(step("pay"), step("ship", "pay"));

  @Test
  void whatHasNotBegunFollowsTheOtherVersion() {
    Definition second =
        version(
            2, step("pay"), step("ship", call("ship-svc/fly"), null, "pay"), step("mail", "ship"));
    SagaFixture saga = saga(first, second).given(start());
    saga.when(migrate(second));
    assertThat(saga.latest())
        .containsExactly(
            new SagaEvent.SagaMigrated(
                saga.now(),
                new Migration(
                    first.ref(), second.ref(), Map.of(), List.of(EffectKey.parse(PAY)), null),
                "ann",
                "a better way",
                "follows sample:1",
                "follows sample:2; rules are kept for pay"));
    saga.when(observe(PAY, FINAL)).thenRequested(SHIP);
    assertThat(saga.effect(SHIP).to()).isEqualTo(Target.parse("ship-svc/fly"));
    saga.when(observe(SHIP, FINAL)).thenRequested(MAIL);
    saga.when(observe(MAIL, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatCanBeginAtOnceBeginsAtOnce() {
    Definition second = version(2, step("pay"), step("ship", "pay"), step("mail"));
    saga(first, second).given(start()).when(migrate(second)).thenRequested(MAIL);
  }

  @Test
  void whatHasBegunKeepsItsCompensation() {
    Definition second =
        version(2, step("pay", call("pay-svc/do"), call("other/undo")), step("ship", "pay"));
    SagaFixture saga = saga(first, second).given(start()).given(observe(PAY, FINAL));
    saga.given(migrate(second)).when(cancel());
    saga.given(observe(SHIP, REFUSED));
    assertThat(saga.effect("pay/compensation/1/1").to()).isEqualTo(Target.parse("pay-svc/undo"));
  }

  @Test
  void whatIsNamedTakesOverTheRulesThatItHasThere() {
    Definition second =
        version(2, step("pay", call("pay-svc/do"), call("other/undo")), step("ship", "pay"));
    SagaFixture saga = saga(first, second).given(start()).given(observe(PAY, FINAL));
    saga.given(migrate(second, Map.of("pay", "pay"))).when(cancel());
    saga.given(observe(SHIP, REFUSED));
    assertThat(saga.effect("pay/compensation/1/1").to()).isEqualTo(Target.parse("other/undo"));
  }

  @Test
  void aCompensationThatIsRefusedIsRepairedByMapping() {
    Definition second =
        version(2, step("pay", call("pay-svc/do"), call("pay-svc/refund")), step("ship", "pay"));
    SagaFixture saga = saga(first, second).given(start()).given(observe(PAY, FINAL));
    saga.given(cancel()).given(observe(SHIP, REFUSED));
    saga.given(observe("pay/compensation/1/1", REFUSED));
    saga.when(migrate(second, Map.of("pay", "pay")));
    while (saga.saga().effect(EffectKey.parse("pay/compensation/1/2")) == null) {
      saga.whenTheNextDeadlinePasses();
    }
  }

  @Test
  void whatIsAskedOfAnotherParticipantThereKeepsItsRulesAlsoWhenItIsNamed() {
    Definition second =
        version(2, step("pay", call("bank/do"), call("bank/undo")), step("ship", "pay"));
    SagaFixture saga = saga(first, second).given(start());
    saga.when(migrate(second, Map.of("pay", "pay")));
    assertThat(saga.latest().getFirst())
        .isInstanceOfSatisfying(
            SagaEvent.SagaMigrated.class,
            e -> assertThat(e.after()).endsWith("rules are kept for pay"));
  }

  @Test
  void aStepThatIsCalledOtherwiseThereKeepsItsKeyAndCountsForItsNewName() {
    Definition second =
        version(
            2, step("charge"), guarded(step("ship", "charge"), "steps.charge.result.paid == true"));
    SagaFixture saga = saga(first, second).given(start());
    saga.when(migrate(second, Map.of("pay", "charge"))).thenSends(PAY);
    saga.when(observe(PAY, FINAL, null, Map.of("paid", true))).thenRequested(SHIP);
    assertThat(saga.effect(SHIP).reliedOn()).containsExactly(EffectKey.parse(PAY));
    saga.when(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aNewGenerationFollowsTheVersionThatTheSagaFollowsThen() {
    Definition second =
        version(2, step("charge", call("pay-svc/charge"), null), step("ship", "charge"));
    Definition one = definition(parksWhenRefused(), step("ship", "pay"));
    SagaFixture saga = saga(one, second).given(start()).given(observe(PAY, REFUSED));
    saga.thenParks(PAY, DivergenceKind.REFUSED, redo());
    saga.given(migrate(second, Map.of("pay", "charge"))).when(answer(1, Choice.REDO));
    assertThat(saga.effect("pay/action/2").to()).isEqualTo(Target.parse("pay-svc/charge"));
    saga.when(observe("pay/action/2", FINAL)).thenRequested(SHIP);
  }

  @Test
  void whatCouldNotBeComputedIsTriedAgain() {
    Definition broken =
        definition(
            step("pay"), step("ship", with(call("ship-svc/do"), "to", "input.addres"), null));
    Definition second =
        version(2, step("pay"), step("ship", with(call("ship-svc/do"), "to", "'home'"), null));
    SagaFixture saga = saga(broken, second).given(start()).thenStatus(SagaStatus.PARKED);
    saga.when(migrate(second)).thenNotParked().thenRequested(SHIP);
  }

  @Test
  void aStepThatIsNotThereEndsByItselfWhenTheOperatorSaysSo() {
    Definition second = version(2, step("mail"));
    SagaFixture saga = saga(first, second).given(start());
    saga.when(migrate(second)).thenRefused("cannot-migrate");
    saga.when(migrate(second, mapped("pay", null))).thenRequested(MAIL).thenSends(PAY, MAIL);
    saga.when(observe(MAIL, FINAL)).thenStatus(SagaStatus.CONFIRMED);
    saga.when(observe(PAY, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatTheOtherVersionDoesNotHaveIsUndoneAsItWasToBe() {
    Definition second = version(2, step("mail"));
    SagaFixture saga = saga(first, second).given(start()).given(observe(PAY, FINAL));
    saga.given(migrate(second, mapped("pay", null, "ship", null)));
    saga.given(cancel()).given(observe(MAIL, REFUSED)).given(observe(SHIP, REFUSED));
    saga.thenSends("pay/compensation/1/1");
    saga.when(observe("pay/compensation/1/1", FINAL)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void theSameOnceMoreChangesNothing() {
    Definition second = version(2, step("pay"), step("ship", "pay"));
    SagaFixture saga = saga(first, second).given(start()).given(migrate(second));
    saga.when(migrate(second)).thenNothing();
    saga.given(observe(PAY, FINAL)).when(migrate(second)).thenNothing();
    saga.when(migrate(second, Map.of("pay", "pay"))).thenEvents(SagaEvent.SagaMigrated.class);
    saga.when(migrate(second, Map.of("pay", "pay"))).thenNothing();
  }

  @Test
  void aSagaMayGoBackToTheVersionItCameFrom() {
    Definition second = version(2, step("pay"), step("ship", "pay"), step("mail", "ship"));
    SagaFixture saga = saga(first, second).given(start()).given(migrate(second));
    saga.given(migrate(first)).given(observe(PAY, FINAL));
    saga.when(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aThirdVersionFindsWhatHasBegunUnderTheFirst() {
    Definition second = version(2, step("charge"), step("ship", "charge"));
    Definition third = version(3, step("charge"), step("bill", "charge"), step("ship", "bill"));
    SagaFixture saga = saga(first, second, third).given(start());
    saga.given(migrate(second, Map.of("pay", "charge"))).when(migrate(third));
    assertThat(saga.saga().migrated().named("pay")).isEqualTo("charge");
    saga.when(observe(PAY, FINAL)).thenRequested("bill/action/1");
  }

  @Test
  void theDeadlineIsCountedFromTheStartWhereTheVersionsDiffer() {
    Definition second = within("PT1H", version(2, step("pay"), step("ship", "pay")));
    SagaFixture saga = saga(first, second).given(start()).after("PT10M").given(migrate(second));
    assertThat(saga.saga().deadline()).isEqualTo(SagaFixture.START.plusSeconds(3600));
  }

  @Test
  void aSkipIsLookedAtAnewByTheOtherVersion() {
    Definition one = definition(guarded(step("pay"), "input.amount > 10"), step("ship", "pay"));
    Definition second =
        version(2, guarded(step("pay"), "input.amount > 1"), step("ship", "pay"), step("mail"));
    SagaFixture saga = saga(one, second).given(start(Map.of("amount", 5)));
    saga.thenRung(PAY, Rung.SKIPPED).when(migrate(second)).thenRequested(MAIL);
    saga.thenRung(PAY, Rung.SKIPPED); // its guard read no step: nothing of it can change
    saga.when(observe(SHIP, ACCEPTED)).thenRung(SHIP, Rung.ACCEPTED);
  }

  private static Step parksWhenRefused() {
    return on(step("pay"), DivergenceKind.REFUSED, Measure.once(Reaction.PARK));
  }

  private static Choice[] redo() {
    return new Choice[] {
      Choice.REDO, Choice.HAPPENED, Choice.ACCEPT, Choice.GIVE_UP, Choice.GO_BACKWARD
    };
  }
}
