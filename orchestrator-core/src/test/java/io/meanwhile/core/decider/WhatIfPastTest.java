package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pause;
import static io.meanwhile.core.decider.Sample.resume;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.with;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Change;
import io.meanwhile.core.whatif.Outcome;
import io.meanwhile.core.whatif.WhatIf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What would have followed from another past, and what of the real one would not have been. */
class WhatIfPastTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));

  @Test
  void withAnotherAnswerInThePastTheRestOfHistoryComesAsFarAsItMakesSense() {
    bridge.given(start()).given(observe(LOCK, FINAL)).after("PT5S").given(observe(MINT, FINAL));
    SagaEvent.ObservationRecorded real = (SagaEvent.ObservationRecorded) bridge.history().get(2);
    Change refused =
        new Change.Replace(2, Sample.observation(real.at(), LOCK, REFUSED, null, null));

    Outcome outcome = bridge.whatIf(Answers.FINAL, refused).play();

    assertThat(outcome.first()).isEqualTo(2);
    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPENSATED);
    assertThat(outcome.left())
        .singleElement()
        .satisfies(left -> assertThat(left.why()).contains("did not happen here: " + MINT));
    assertThat(outcome.wouldNotHaveBeen()).hasSize(bridge.history().size() - 2);
  }

  @Test
  void aFutureFromThePastIsComparedWithWhatReallyCame() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.given(observe(UNLOCK, FINAL));

    Outcome outcome = bridge.whatIf(2, WhatIf.Then.ANSWERS, Answers.FINAL).play();

    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPLETED);
    assertThat(outcome.matches()).startsWith(2L, 3L).endsWith((Long) null);
    assertThat(outcome.wouldNotHaveBeen()).startsWith(4L);
  }

  @Test
  void whatWasLeftOutIsMissedAtItsDeadline() {
    bridge.given(start()).after("PT10S").given(observe(LOCK, FINAL));
    bridge.after("PT55S").given(observe(MINT, FINAL));

    Outcome outcome =
        bridge
            .whatIf(
                bridge.history().size(), WhatIf.Then.ANSWERS, Answers.FINAL, new Change.LeaveOut(2))
            .play();

    assertThat(outcome.events().getFirst())
        .isInstanceOfSatisfying(
            SagaEvent.DeadlinePassed.class,
            passed -> assertThat(passed.at()).isEqualTo(SagaFixture.START.plusSeconds(60)));
    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPENSATED);
  }

  @Test
  void aPointWithinADecisionMeansItsEnd() {
    bridge.given(start()).given(observe(LOCK, FINAL));

    assertThat(bridge.whatIf(1, WhatIf.Then.ANSWERS, Answers.FINAL).play().first()).isEqualTo(2);
    assertThat(bridge.whatIf(3, WhatIf.Then.ANSWERS, Answers.FINAL).play().first()).isEqualTo(4);
  }

  @Test
  void onlyWhatCameFromOutsideCanBeChanged() {
    bridge.given(start()).given(observe(LOCK, FINAL)).whenTheNextDeadlinePasses();
    var seen = Sample.observation(SagaFixture.START, LOCK, REFUSED, null, null);
    int last = bridge.history().size();
    int passed = last - bridge.latest().size();

    assertThat(
            bridge
                .whatIf(
                    last,
                    WhatIf.Then.ANSWERS,
                    Answers.FINAL,
                    new Change.LeaveOut(0),
                    new Change.LeaveOut(3),
                    new Change.LeaveOut(passed),
                    new Change.Replace(99, seen),
                    new Change.Replace(2, seen))
                .flaws())
        .extracting(WhatIf.Flaw::change, WhatIf.Flaw::message)
        .containsExactly(
            tuple(0, "Event 0 is the start: ask about a new saga."),
            tuple(1, "Event 3 follows from event 2: change that one."),
            tuple(2, "Event " + passed + " is time that passed: it always does."),
            tuple(3, "The saga has no event 99."));
  }

  @Test
  void aResultThatHistoryKnowsIsGivenAgainAndOneThatNobodyKnowsParks() {
    SagaFixture reading =
        new SagaFixture(
            definition(
                step("lock"),
                step(
                    "mint",
                    with(call("mint-svc/do"), "of", "steps.lock.result.id"),
                    null,
                    "lock")));
    reading.given(start());
    Outcome unknown = reading.whatIf(Answers.FINAL).play();
    reading.given(observe(LOCK, FINAL, null, Map.of("id", "x")));
    Outcome known = reading.whatIf(2, WhatIf.Then.ANSWERS, Answers.FINAL).play();

    assertThat(unknown.stop()).isEqualTo(Outcome.Stop.PARKED);
    assertThat(unknown.standing().blockedBy().getFirst().reason()).contains("cannot be computed");
    assertThat(known.standing().status()).isEqualTo(SagaStatus.COMPLETED);
  }

  /** A stray, its answer, a pause with what it held, and the end of the pause. */
  private int troubled() {
    bridge.given(start());
    int begun = bridge.history().size();
    bridge.given(observe(MINT, FINAL)).given(answer(1, Choice.ACCEPT)).given(pause());
    bridge.after("PT1S").given(observe(LOCK, REFUSED)).after("PT1S").given(resume());
    return begun;
  }

  private Change without(Class<? extends SagaEvent> type) {
    List<?> types = bridge.history().stream().map(Object::getClass).toList();
    return new Change.LeaveOut(types.indexOf(type));
  }

  @Test
  void straysAndWhatAPauseHeldComeAgainWhenHistoryIsPlayed() {
    int begun = troubled();
    Outcome outcome = bridge.whatIf(begun, WhatIf.Then.HISTORY, Answers.FINAL).play();

    assertThat(outcome.events())
        .isEqualTo(bridge.history().subList(begun, bridge.history().size()))
        .hasAtLeastOneElementOfType(SagaEvent.StrayRecorded.class)
        .hasAtLeastOneElementOfType(SagaEvent.ReactionHeld.class);
    assertThat(outcome.left()).isEmpty();
  }

  @Test
  void withoutTheStrayNobodyIsAskedAndItsAnswerIsLeftOut() {
    int begun = troubled();
    Change gone = without(SagaEvent.StrayRecorded.class);
    Outcome outcome = bridge.whatIf(begun, WhatIf.Then.HISTORY, Answers.FINAL, gone).play();

    assertThat(outcome.events()).noneMatch(SagaEvent.QuestionOpened.class::isInstance);
    assertThat(outcome.left()).hasSize(1);
  }

  @Test
  void withoutThePauseWhatItHeldIsReactedToAtOnce() {
    int begun = troubled();
    Change gone = without(SagaEvent.SagaPaused.class);
    Outcome outcome = bridge.whatIf(begun, WhatIf.Then.HISTORY, Answers.FINAL, gone).play();

    assertThat(outcome.events()).noneMatch(SagaEvent.ReactionHeld.class::isInstance);
    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPENSATED);
  }
}
