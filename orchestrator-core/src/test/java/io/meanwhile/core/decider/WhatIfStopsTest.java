package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Change;
import io.meanwhile.core.whatif.Outcome;
import io.meanwhile.core.whatif.Said;
import io.meanwhile.core.whatif.Said.Word;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Where a play stops for a person, and goes on with what that person is supposed to say. */
class WhatIfStopsTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));

  private static Change add(SagaFixture saga, Function<Instant, SagaCommand> command) {
    return new Change.Add(command.apply(saga.now()));
  }

  private static Answers answers(Map<String, List<Said>> named) {
    return new Answers(List.of(Said.FINAL), named);
  }

  private static Answers answers(String effect, Word... words) {
    return answers(Map.of(effect, List.of(words).stream().map(Said::of).toList()));
  }

  @Test
  void aQuestionThatOpensInThePlayIsAnsweredAsGivenOrRefusesTheAnswer() {
    SagaFixture after = new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));
    after.given(start()).given(observe("pay/action/1", FINAL));
    Map<String, List<Said>> refusing = Map.of("ship", List.of(Said.of(Word.REFUSED)));
    var without = new Answers.Settled(Choice.ACCEPT, "pick it up", null);
    var wait = new Answers.Settled(Choice.WAIT, "patience", null);

    Outcome accepted =
        after.whatIf(new Answers(List.of(Said.FINAL), refusing, List.of(without))).play();
    Outcome refused =
        after.whatIf(new Answers(List.of(Said.FINAL), refusing, List.of(wait))).play();

    assertThat(accepted.stop()).isEqualTo(Outcome.Stop.ENDED);
    assertThat(accepted.losses()).containsExactly("ship/action/1");
    assertThat(refused.stop()).isEqualTo(Outcome.Stop.REFUSED);
    assertThat(refused.refused())
        .isNotNull()
        .satisfies(why -> assertThat(why.code()).isEqualTo("choice-not-offered"));
  }

  @Test
  void aPausedSagaStopsUntilItIsResumed() {
    bridge.given(start()).given(observe(LOCK, Report.ACCEPTED));
    Change pause = add(bridge, at -> new SagaCommand.Pause(at, "ann", "lunch"));
    Change resume = add(bridge, at -> new SagaCommand.Resume(at, "ann", "fed"));

    assertThat(bridge.whatIf(Answers.FINAL, pause).play().stop()).isEqualTo(Outcome.Stop.PAUSED);
    assertThat(bridge.whatIf(Answers.FINAL, pause, resume).play().stop())
        .isEqualTo(Outcome.Stop.ENDED);
  }

  @Test
  void aParkedSagaStopsThereAndGoesOnWithItsAnswer() {
    SagaFixture after = new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));
    after.given(start()).given(observe("pay/action/1", FINAL));
    Answers refusing = answers("ship", Word.REFUSED);

    Outcome parked = after.whatIf(refusing).play();
    after.given(observe("ship/action/1", REFUSED));
    Outcome accepted = after.whatIf(refusing, add(after, Sample.answer(1, Choice.ACCEPT))).play();

    assertThat(parked.stop()).isEqualTo(Outcome.Stop.PARKED);
    assertThat(parked.standing().blockedBy()).hasSize(1);
    assertThat(accepted.stop()).isEqualTo(Outcome.Stop.ENDED);
    assertThat(accepted.losses()).containsExactly("ship/action/1");
  }

  @Test
  void anEndThatIsMadeUntrueReopens() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, FINAL)).after("PT1H");

    Outcome outcome =
        bridge.whatIf(Answers.FINAL, add(bridge, observe(LOCK, Report.REVERTED))).play();

    assertThat(outcome.events()).anyMatch(SagaEvent.SagaReopened.class::isInstance);
    assertThat(outcome.stop()).isEqualTo(Outcome.Stop.PARKED);
  }
}
