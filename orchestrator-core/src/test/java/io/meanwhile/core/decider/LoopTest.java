package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleGroups.after;
import static io.meanwhile.core.decider.SampleGroups.loop;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same call again and again, until its result is as wanted. */
class LoopTest {
  private static final Map<String, Object> NO = Map.of("done", false);
  private static final Map<String, Object> YES = Map.of("done", true);

  private static Step poll(int max) {
    return loop(step("poll"), "result.done", max, Duration.ofSeconds(10));
  }

  private static SagaFixture saga(Step... steps) {
    return new SagaFixture(definition(steps)).when(start());
  }

  @Test
  void roundsFollowEachOtherWithAPauseUntilTheResultIsAsWanted() {
    SagaFixture saga = saga(poll(5), step("done", "poll"));
    saga.whenAnswered("poll.1/action/1", Report.FINAL, null, NO).thenRequested("poll.2/action/1");
    assertThat(saga.ask("poll.2/action/1").at()).isEqualTo(saga.now().plusSeconds(10));
    saga.after("PT10S").whenAnswered("poll.2/action/1", Report.FINAL, null, YES);
    saga.thenRequested("done/action/1");
    assertThat(saga.effect("poll/action/1").result()).isEqualTo(YES);
    saga.whenAnswered("done/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void everyRoundThatStandsIsUndoneTheLastOneFirst() {
    SagaFixture saga = saga(poll(5));
    saga.whenAnswered("poll.1/action/1", Report.FINAL, null, NO);
    saga.whenAnswered("poll.2/action/1", Report.FINAL, null, NO);
    saga.whenAnswered("poll.3/action/1", Report.REFUSED)
        .thenDiverged("REFUSED COMPENSATE")
        .thenRequested("poll.2/compensation/1/1");
    saga.whenAnswered("poll.2/compensation/1/1", Report.FINAL)
        .thenRequested("poll.1/compensation/1/1");
  }

  @Test
  void theLastRoundThatIsNotAsWantedIsUnexpected() {
    SagaFixture saga = saga(poll(2));
    saga.whenAnswered("poll.1/action/1", Report.FINAL, null, NO);
    saga.whenAnswered("poll.2/action/1", Report.FINAL, null, NO)
        .thenDiverged("UNEXPECTED COMPENSATE")
        .thenRequested("poll.2/compensation/1/1");
  }

  @Test
  void afterThePivotSomebodyMayTakeTheLastRoundAsItIs() {
    SagaFixture saga = saga(pivot(step("pay")), after(poll(1), "pay"), step("done", "poll"));
    saga.whenAnswered("pay/action/1", Report.FINAL);
    saga.whenAnswered("poll.1/action/1", Report.FINAL, null, NO)
        .thenParks(
            "poll.1/action/1",
            DivergenceKind.UNEXPECTED,
            Choice.ACCEPT,
            Choice.DID_NOT_HAPPEN,
            Choice.GIVE_UP);
    saga.when(answer(1, Choice.ACCEPT)).thenRequested("done/action/1");
  }

  @Test
  void whatCannotBeComputedParksAndIsAskedAgain() {
    SagaFixture saga = saga(poll(2));
    saga.whenAnswered("poll.1/action/1", Report.FINAL, null, "what?")
        .thenParks(null, DivergenceKind.EXPRESSION, Choice.RETRY, Choice.GO_BACKWARD);
  }
}
