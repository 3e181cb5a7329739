package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleProposals.atOnce;
import static io.meanwhile.core.decider.SampleProposals.plan;
import static io.meanwhile.core.decider.SampleProposals.proposed;
import static io.meanwhile.core.decider.SampleProposals.proposing;
import static io.meanwhile.core.decider.SampleProposals.redoing;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps that a participant proposes while the saga runs. */
class ProposalsTest {
  private static final String PROPOSAL = "plan.proposal/action/1";
  private static final Map<String, Object> TRIP =
      proposing(proposed("find", "plan-svc/search"), proposed("buy", "plan-svc/book"));

  private static SagaFixture saga() {
    return new SagaFixture(definition(plan(20, 3), step("done", "plan"))).when(start());
  }

  private static SagaFixture planned(Map<String, Object> proposal) {
    return saga().whenAnswered(PROPOSAL, Report.FINAL, null, proposal);
  }

  @Test
  void whatIsProposedBeginsOnceTheProposalIsFinalEachAfterTheOneBeforeIt() {
    SagaFixture saga = saga();
    saga.thenRequested(PROPOSAL);
    saga.when(observe(PROPOSAL, Report.CONFIRMED, null, TRIP)).thenRequested();
    saga.when(observe(PROPOSAL, Report.FINAL, null, TRIP)).thenRequested("plan.find/action/1");
    assertThat(saga.effect("plan.find/action/1").input()).isEqualTo(Map.of("of", "find"));
    saga.whenAnswered("plan.find/action/1", Report.FINAL).thenRequested("plan.buy/action/1");
  }

  @Test
  void whatFollowsWaitsForAllThatWasProposedAndReadsTheirResultsByName() {
    SagaFixture saga = planned(TRIP);
    saga.whenAnswered("plan.find/action/1", Report.FINAL, null, "found");
    saga.thenRequested("plan.buy/action/1");
    saga.whenAnswered("plan.buy/action/1", Report.FINAL, null, "bought");
    saga.thenRequested("done/action/1");
    assertThat(saga.effect("plan/action/1").result())
        .isEqualTo(Map.of("why", "cheap", "steps", Map.of("find", "found", "buy", "bought")));
    saga.whenAnswered("done/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatNeedNotWaitBeginsAtOnce() {
    planned(proposing(atOnce("find", "plan-svc/search"), atOnce("other", "plan-svc/search")))
        .thenRequested("plan.find/action/1", "plan.other/action/1");
  }

  @Test
  void aProposalOfNothingIsThroughAtOnce() {
    planned(Map.of("why", "done")).thenRequested("done/action/1");
  }

  @Test
  void theLogSaysWhatWasProposedAndAStateFoldedFromItGoesOn() {
    SagaFixture saga = planned(TRIP);
    saga.thenEvents(
        SagaEvent.ObservationRecorded.class,
        SagaEvent.StepsProposed.class,
        SagaEvent.EffectRequested.class);
    assertThat(saga.saga().effects()).hasSize(3);
  }

  @Test
  void whatBeganIsUndoneInReverseOfWhatItReliedOnTheProposalLast() {
    SagaFixture saga = planned(TRIP);
    saga.whenAnswered("plan.find/action/1", Report.FINAL);
    saga.whenAnswered("plan.buy/action/1", Report.REFUSED)
        .thenDiverged("REFUSED COMPENSATE")
        .thenRequested("plan.find/compensation/1/1");
    saga.whenAnswered("plan.find/compensation/1/1", Report.FINAL)
        .thenRequested("plan.proposal/compensation/1/1");
    saga.whenAnswered("plan.proposal/compensation/1/1", Report.FINAL)
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void aProposalThatComesWhenTheSagaGoesBackwardBeginsNothing() {
    SagaFixture saga = saga();
    saga.when(cancel());
    saga.when(observe(PROPOSAL, Report.FINAL, null, TRIP))
        .thenRequested("plan.proposal/compensation/1/1");
    assertThat(saga.latest()).noneMatch(SagaEvent.StepsProposed.class::isInstance);
  }

  @Test
  void aProposalThatComesWhenTheGoalIsMetBeginsNothingAndTheSagaEnds() {
    Definition any =
        new Definition(
            definition(step("x")).ref(),
            null,
            null,
            Map.of(),
            null,
            List.of(plan(20, 3), step("quick")),
            new Completion(new Goal.Any(), Level.FINAL),
            null);
    SagaFixture saga = new SagaFixture(any).when(start());
    saga.whenAnswered("quick/action/1", Report.FINAL);
    saga.whenAnswered(PROPOSAL, Report.FINAL, null, TRIP)
        .thenRequested()
        .thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aStepThatMayProposeInTurnIsWaitedForWithAllThatItProposes() {
    SagaFixture saga = planned(proposing(proposed("more", "plan-svc/refine")));
    saga.thenRequested("plan.more.proposal/action/1");
    saga.whenAnswered(
            "plan.more.proposal/action/1",
            Report.FINAL,
            null,
            proposing(proposed("find", "plan-svc/search")))
        .thenRequested("plan.more.find/action/1");
    saga.whenAnswered("plan.more.find/action/1", Report.FINAL).thenRequested("done/action/1");
  }

  @Test
  void theAnswerOfAStepThatMayNotProposeIsDataAndNothingElse() {
    SagaFixture saga = planned(proposing(proposed("find", "plan-svc/search")));
    saga.whenAnswered("plan.find/action/1", Report.FINAL, null, TRIP)
        .thenRequested("done/action/1");
  }

  @Test
  void aPlanThatIsMadeAnewBringsNewStepsAndTheOldOnesAreUndoneFirst() {
    Step lock = on(step("lock"), DivergenceKind.REVERTED, Measure.once(Reaction.RETRY));
    Step depth = step("lock", depth(lock.action(), 3), lock.undo());
    SagaFixture saga =
        new SagaFixture(definition(depth, plan(20, 3, "lock@confirmed"))).when(start());
    saga.whenAnswered("lock/action/1", Report.CONFIRMED);
    saga.whenAnswered(PROPOSAL, Report.FINAL, null, TRIP);
    saga.whenAnswered("plan.find/action/1", Report.FINAL);
    saga.when(observe("lock/action/1", Report.REVERTED)).thenDiverged("REVERTED RETRY");
    saga.when(observe("plan.buy/action/1", Report.REFUSED))
        .thenRequested("plan.find/compensation/1/1");
    saga.whenAnswered("plan.find/compensation/1/1", Report.FINAL)
        .thenRequested("plan.proposal/compensation/1/1");
    saga.whenAnswered("plan.proposal/compensation/1/1", Report.FINAL);
    saga.when(observe("lock/action/1", Report.CONFIRMED)).thenRequested("plan.proposal/action/2");
    saga.whenAnswered(
            "plan.proposal/action/2",
            Report.FINAL,
            null,
            proposing(proposed("find", "plan-svc/search")))
        .thenRequested("plan.find/action/2");
    saga.whenAnswered("plan.find/action/2", Report.FINAL).thenRung("plan/action/2", Rung.FINAL);
  }

  @Test
  void aProposalThatIsMadeAnewReplacesWhatTheFirstOneBrought() {
    Step plan = plan(20, 3, redoing());
    SagaFixture saga = new SagaFixture(definition(plan, step("done", "plan"))).when(start());
    saga.whenAnswered(PROPOSAL, Report.FINAL, null, proposing(proposed("steal", "bank/pay")))
        .thenDiverged("UNEXPECTED REDO")
        .thenRequested("plan.proposal/compensation/1/1");
    saga.whenAnswered("plan.proposal/compensation/1/1", Report.FINAL)
        .thenRequested("plan.proposal/action/2");
    saga.whenAnswered("plan.proposal/action/2", Report.FINAL, null, TRIP)
        .thenRequested("plan.find/action/1");
  }

  @Test
  void acceptedThoughItIsNotAllowedItBringsNothing() {
    SagaFixture saga =
        new SagaFixture(definition(pivot(step("pay")), plan(20, 3, "pay"), step("done", "plan")))
            .when(start());
    saga.whenAnswered("pay/action/1", Report.FINAL);
    saga.whenAnswered(PROPOSAL, Report.FINAL, null, proposing(proposed("steal", "bank/pay")))
        .thenDiverged("UNEXPECTED PARK");
    saga.when(answer(1, Choice.ACCEPT)).thenRequested("done/action/1");
  }

  @Test
  void onceTheSagaDoesWithoutTheProposalWhatHasNotBegunIsLeftOut() {
    SagaFixture saga = planned(TRIP);
    saga.when(observe(PROPOSAL, Report.REVERTED)).thenDiverged("BROKEN PARK");
    saga.whenAnswered("plan.find/action/1", Report.FINAL).thenRequested();
    saga.when(answer(1, Choice.ACCEPT)).thenRequested("done/action/1");
    assertThat(saga.effect("plan.buy/action/1").rung()).isEqualTo(Rung.SKIPPED);
  }

  @Test
  void whatAProposalBroughtThatCameBackAsAnotherOneIsUndoneAllTheSame() {
    SagaFixture saga = planned(TRIP);
    saga.whenAnswered("plan.find/action/1", Report.FINAL);
    saga.whenAnswered("plan.buy/action/1", Report.FINAL).thenRequested("done/action/1");
    saga.whenAnswered("done/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
    saga.when(observe(PROPOSAL, Report.REVERTED)).thenDiverged("BROKEN PARK");
    saga.when(answer(1, Choice.WAIT)).whenTheNextDeadlinePasses().thenDiverged("REVERTED RETRY");
    saga.whenAnswered("done/compensation/1/1", Report.FINAL)
        .thenRequested("plan.buy/compensation/1/1");
    saga.whenAnswered(PROPOSAL, Report.FINAL, null, proposing(atOnce("other", "plan-svc/book")));
    saga.whenAnswered("plan.buy/compensation/1/1", Report.FINAL)
        .thenRequested("plan.find/compensation/1/1");
    saga.whenAnswered("plan.find/compensation/1/1", Report.FINAL);
    saga.whenAnswered("plan.other/action/1", Report.FINAL).thenRequested("done/action/2");
  }
}
