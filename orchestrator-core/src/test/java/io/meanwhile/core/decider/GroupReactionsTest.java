package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleGroups.ALL;
import static io.meanwhile.core.decider.SampleGroups.after;
import static io.meanwhile.core.decider.SampleGroups.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of reactions for what concerns a group as a whole. */
class GroupReactionsTest {
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  private static Step inner(String name) {
    return step(name, call("settle-svc/" + name), call("settle-svc/undo-" + name));
  }

  private static Step lists(DivergenceKind kind, Measure... list) {
    Step lost = on(inner("a"), DivergenceKind.REFUSED, Measure.once(Reaction.UNDO));
    return group("settle", ALL, false, A_WHILE, lost, inner("b"))
        .reacting(Map.of(kind, List.of(list)));
  }

  private static Step overdue(Measure... list) {
    return lists(DivergenceKind.OVERDUE, list);
  }

  private static Step unmet(Measure... list) {
    return lists(DivergenceKind.UNMET, list);
  }

  private static SagaFixture saga(Step... steps) {
    return new SagaFixture(definition(steps)).when(start());
  }

  @Test
  void overdueItGetsMoreTimeAndIsThenTakenAsItIs() {
    SagaFixture saga =
        saga(
            overdue(Measure.wait(A_WHILE), Measure.once(Reaction.CONTINUE)),
            step("done", "settle"));
    saga.whenAnswered("settle.b/action/1", Report.FINAL, null, 2L);
    assertThat(saga.standing().pending().getFirst().then())
        .isEqualTo("it stands; past its deadline it is overdue: wait for PT20S, then continue");
    saga.after("PT20S").when(SagaCommand.PassTime::new).thenDiverged("OVERDUE WAIT");
    assertThat(saga.standing().pending().getFirst().then())
        .isEqualTo("it stands; past its deadline it is overdue: continue");
    saga.after("PT20S")
        .when(SagaCommand.PassTime::new)
        .thenDiverged("OVERDUE CONTINUE")
        .thenRequested("done/action/1");
    assertThat(saga.effect("settle/action/1").result()).isEqualTo(Map.of("b", 2L));
  }

  @Test
  void overdueItIsDoneAnewOnceWhatStoodIsUndone() {
    SagaFixture late = saga(overdue(Measure.times(Reaction.REDO, 1)));
    late.whenAnswered("settle.a/action/1", Report.FINAL);
    late.whenAnswered("settle.b/action/1", Report.ACCEPTED);
    late.after("PT20S")
        .when(SagaCommand.PassTime::new)
        .thenDiverged("OVERDUE REDO")
        .thenRequested("settle.a/compensation/1/1");
    late.whenAnswered("settle.a/compensation/1/1", Report.FINAL).thenRequested();
    late.when(Sample.observe("settle.b/action/1", Report.REFUSED))
        .thenRequested("settle.a/action/2", "settle.b/action/2");
    late.after("PT20S").when(SagaCommand.PassTime::new).thenDiverged("OVERDUE PARK");
  }

  @Test
  void unmetItIsTakenAsItIs() {
    SagaFixture saga = saga(unmet(Measure.once(Reaction.CONTINUE)), step("done", "settle"));
    saga.whenAnswered("settle.b/action/1", Report.FINAL, null, 2L);
    saga.whenAnswered("settle.a/action/1", Report.REFUSED)
        .thenDiverged("REFUSED UNDO", "UNMET CONTINUE")
        .thenRequested("done/action/1");
    saga.whenAnswered("done/action/1", Report.FINAL)
        .thenStatus(SagaStatus.COMPLETED)
        .thenLosses("settle.a/action/1");
  }

  @Test
  void unmetItParksInPlaceOfGoingBackward() {
    SagaFixture saga = saga(unmet(Measure.once(Reaction.PARK)));
    saga.whenAnswered("settle.b/action/1", Report.FINAL);
    saga.whenAnswered("settle.a/action/1", Report.REFUSED)
        .thenDiverged("REFUSED UNDO", "UNMET PARK")
        .thenParks(
            "settle/action/1",
            DivergenceKind.UNMET,
            Choice.ACCEPT,
            Choice.GIVE_UP,
            Choice.GO_BACKWARD);
  }

  @Test
  void pastThePivotGoingBackwardIsAskedAbout() {
    SagaFixture saga =
        saga(pivot(step("pay")), after(overdue(Measure.once(Reaction.COMPENSATE)), "pay"));
    saga.whenAnswered("pay/action/1", Report.FINAL);
    saga.after("PT20S").when(SagaCommand.PassTime::new).thenDiverged("OVERDUE PARK");
  }

  @Test
  void itsDeadlineIsNotTheSagasOwn() {
    SagaFixture saga =
        new SagaFixture(Sample.within("PT5M", definition(overdue(Measure.once(Reaction.CONTINUE)))))
            .when(start());
    saga.after("PT20S").when(SagaCommand.PassTime::new);
    saga.thenRung("settle/action/1", Rung.FINAL);
    assertThat(saga.saga().deadline()).isEqualTo(SagaFixture.START.plusSeconds(300));
  }

  @ParameterizedTest
  @CsvSource({
    "OVERDUE, RETRY, Nobody is asked for a group as a whole",
    "OVERDUE, PROBE, Nobody is asked for a group as a whole",
    "UNMET, WAIT, What was given up does not come back",
    "REFUSED, PARK, That is about one action: say it on the members.",
    "LATE, PARK, That is about one action: say it on the members."
  })
  void whatMakesNoSenseForAGroupIsRefused(DivergenceKind kind, Reaction reaction, String why) {
    Step group = lists(kind, new Measure(reaction, 1, A_WHILE));
    assertThat(DefinitionRules.check(definition(group)))
        .singleElement()
        .satisfies(flaw -> {
          assertThat(flaw.code()).isEqualTo("contradictory-reaction");
          assertThat(flaw.pointer()).startsWith("/steps/settle/onDivergence/");
          assertThat(flaw.message()).startsWith(why);
        });
  }

  @Test
  void withoutADeadlineNoGroupIsOverdueAndWithoutAnUndoNoneIsDoneAnew() {
    Step kept = step("a", call("a-svc/do"), null);
    Step endless =
        group("settle", ALL, false, kept)
            .reacting(
                Map.of(
                    DivergenceKind.OVERDUE,
                    List.of(Measure.once(Reaction.PARK)),
                    DivergenceKind.UNMET,
                    List.of(Measure.times(Reaction.REDO, 2))));
    assertThat(DefinitionRules.check(definition(endless)))
        .extracting(DefinitionRules.Flaw::message)
        .containsExactlyInAnyOrder(
            "Without a 'deadline' no group is overdue.",
            "It is done again only once its members are undone, and a has no undo.");
  }
}
