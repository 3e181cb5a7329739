package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.pause;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.resume;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.within;
import static io.meanwhile.core.decider.SampleGoals.atLeast;
import static io.meanwhile.core.model.DivergenceKind.OVERDUE;
import static io.meanwhile.core.model.DivergenceKind.REFUSED;
import static io.meanwhile.core.model.DivergenceKind.UNMET;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a definition says about what concerns the saga as a whole: overdue, unmet. */
class SagaReactionsTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final Measure TEN_SECONDS = Measure.wait(Duration.ofSeconds(10));

  /** Two steps and a deadline that comes before theirs. */
  private static SagaFixture overdue(Measure... list) {
    Definition two = within("PT40S", definition(step("pay"), step("ship", "pay")));
    return new SagaFixture(wide(two, OVERDUE, list)).given(start());
  }

  @Test
  void anOverdueSagaIsGivenMoreTimeOnceThenItGoesBackward() {
    SagaFixture saga = overdue(TEN_SECONDS, Measure.once(Reaction.COMPENSATE));
    saga.given(observe(PAY, Report.FINAL)).whenTheNextDeadlinePasses().thenDiverged("OVERDUE WAIT");
    assertThat(saga.saga().deadline()).isEqualTo(saga.now().plusSeconds(10));
    saga.at(SagaFixture.START.plusSeconds(49)).when(observe(SHIP, Report.ACCEPTED));
    assertThat(saga.saga().backward()).isFalse();
    saga.at(SagaFixture.START.plusSeconds(50))
        .when(io.meanwhile.core.model.SagaCommand.PassTime::new)
        .thenDiverged("OVERDUE COMPENSATE")
        .thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void afterTheLastReactionAnOverdueSagaParks() {
    SagaFixture saga = overdue(TEN_SECONDS).given(observe(PAY, Report.FINAL));
    saga.whenTheNextDeadlinePasses().whenTheNextDeadlinePasses().thenDiverged("OVERDUE PARK");
    saga.thenParks(null, OVERDUE, Choice.WAIT, Choice.GO_BACKWARD);
  }

  @Test
  void anOverdueSagaMayGoOnWithoutADeadline() {
    SagaFixture saga = overdue(Measure.once(Reaction.CONTINUE)).given(observe(PAY, Report.FINAL));
    saga.whenTheNextDeadlinePasses()
        .thenDiverged("OVERDUE CONTINUE")
        .thenStatus(SagaStatus.RUNNING);
    assertThat(saga.saga().deadline()).isNull();
    saga.when(observe(SHIP, Report.FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void pastThePivotAnOverdueSagaParksWhereTheListSaysCompensate() {
    Definition two = within("PT40S", definition(pivot(step("pay")), step("ship", "pay")));
    SagaFixture saga =
        new SagaFixture(wide(two, OVERDUE, Measure.once(Reaction.COMPENSATE)))
            .given(start())
            .given(observe(PAY, Report.FINAL));
    saga.whenTheNextDeadlinePasses()
        .thenDiverged("OVERDUE PARK")
        .thenParks(null, OVERDUE, Choice.WAIT);
  }

  @Test
  void aPauseHoldsWhatIsDoneAboutAnOverdueSaga() {
    SagaFixture saga = overdue(TEN_SECONDS).given(pause());
    saga.whenTheNextDeadlinePasses().thenDiverged();
    saga.after("PT10S").when(resume()).thenDiverged("OVERDUE WAIT");
    assertThat(saga.saga().deadline()).isEqualTo(saga.now().plusSeconds(10));
  }

  @Test
  void goingBackwardNoDeadlineOfTheSagaCountsAnyMore() {
    SagaFixture saga = overdue(TEN_SECONDS).given(observe(PAY, Report.FINAL));
    saga.whenTheNextDeadlinePasses().given(cancel());
    saga.after("PT11S").when(io.meanwhile.core.model.SagaCommand.PassTime::new).thenDiverged();
  }

  private static final List<String> BOTH = List.of("pay", "ship");

  /** Both are needed; the one that is refused is given up, and with it the goal. */
  private static SagaFixture unmet(Reaction reaction) {
    Measure undo = Measure.once(Reaction.UNDO);
    Definition two = definition(step("pay"), on(step("ship"), REFUSED, undo));
    return new SagaFixture(wide(atLeast(2, BOTH, two), UNMET, Measure.once(reaction)))
        .given(start())
        .given(observe(PAY, Report.FINAL));
  }

  @Test
  void anUnmetGoalMayBeDoneWithout() {
    SagaFixture saga = unmet(Reaction.CONTINUE);
    saga.when(observe(SHIP, Report.REFUSED))
        .thenDiverged("REFUSED UNDO", "UNMET CONTINUE", "UNMET CONTINUE");
    saga.thenStatus(SagaStatus.COMPLETED).thenLosses(SHIP);
  }

  @Test
  void anUnmetGoalMayParkBeforeThePivot() {
    SagaFixture saga = unmet(Reaction.PARK);
    saga.when(observe(SHIP, Report.REFUSED)).thenDiverged("REFUSED UNDO", "UNMET PARK");
    saga.thenParks(SHIP, UNMET, Choice.REDO, Choice.ACCEPT, Choice.GO_BACKWARD);
    saga.when(answer(1, Choice.GO_BACKWARD)).thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void whatWaitedForTheLostStepBeginsWhereTheSagaGoesOnWithoutIt() {
    Measure undo = Measure.once(Reaction.UNDO);
    Definition three = definition(on(step("pay"), REFUSED, undo), step("ship", "pay"));
    SagaFixture saga =
        new SagaFixture(wide(three, UNMET, Measure.once(Reaction.CONTINUE))).given(start());
    saga.when(observe(PAY, Report.REFUSED)).thenSends(SHIP);
    saga.when(observe(SHIP, Report.FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses(PAY);
  }

  @Test
  void whatCannotBeUndoneIsListedWhereTheSagaEndsAsItIs() {
    Measure undo = Measure.once(Reaction.CONTINUE);
    Definition two =
        definition(
            irreversible(step("pay")), on(step("ship", call("ship-svc/do"), null), REFUSED, undo));
    SagaFixture saga =
        new SagaFixture(wide(atLeast(2, BOTH, two), UNMET, Measure.once(Reaction.CONTINUE)))
            .given(start())
            .given(observe(PAY, Report.FINAL));
    saga.when(observe(SHIP, Report.REFUSED)).thenStatus(SagaStatus.COMPLETED).thenLosses(SHIP);
  }

  @Test
  void whatMakesNoSenseForASagaIsRefused() {
    Definition one = definition(step("pay"));
    assertThat(flaws(wide(one, OVERDUE, TEN_SECONDS))).containsExactly("/onDivergence/overdue");
    Definition timed = within("PT40S", one);
    assertThat(flaws(wide(timed, OVERDUE, Measure.times(Reaction.RETRY, 2))))
        .containsExactly("/onDivergence/overdue/0");
    assertThat(flaws(wide(timed, OVERDUE, TEN_SECONDS, TEN_SECONDS)))
        .containsExactly("/onDivergence/overdue/1");
    Measure park = Measure.once(Reaction.PARK);
    assertThat(flaws(wide(timed, OVERDUE, park, TEN_SECONDS)))
        .containsExactly("/onDivergence/overdue/1");
    assertThat(flaws(wide(one, UNMET, TEN_SECONDS))).containsExactly("/onDivergence/unmet/0");
    assertThat(flaws(wide(one, UNMET, park))).isEmpty();
    assertThat(flaws(wide(timed, OVERDUE, TEN_SECONDS, park))).isEmpty();
  }

  private static List<String> flaws(Definition definition) {
    return DefinitionRules.check(definition).stream().map(DefinitionRules.Flaw::pointer).toList();
  }

  private static Definition wide(Definition definition, DivergenceKind kind, Measure... list) {
    return definition.reacting(java.util.Map.of(kind, List.of(list)));
  }
}
