package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Bounds;
import io.meanwhile.core.whatif.Change;
import io.meanwhile.core.whatif.Outcome;
import io.meanwhile.core.whatif.Said;
import io.meanwhile.core.whatif.Said.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

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

  private static List<String> compensations(Outcome outcome) {
    return outcome.compensations().stream()
        .map(c -> c.plan().effect() + (c.fires() ? "" : " perhaps"))
        .toList();
  }

  @Test
  void whenAllIsFinalAtOnceASagaThatHasJustBegunCompletes() {
    Outcome outcome = bridge.given(start()).whatIf(Answers.FINAL).play();

    assertThat(outcome.stop()).isEqualTo(Outcome.Stop.ENDED);
    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPLETED);
    assertThat(outcome.events()).last().isInstanceOf(SagaEvent.SagaEnded.class);
    assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.NOTHING_NEW);
    assertThat(outcome.at()).isEqualTo(SagaFixture.START);
  }

  @Test
  void aRefusedMintUnlocksTheTokens() {
    Outcome outcome = bridge.given(start()).whatIf(answers("mint", Word.REFUSED)).play();

    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPENSATED);
    assertThat(compensations(outcome)).containsExactly(LOCK);
    assertThat(outcome.end().effect(EffectKey.parse(UNLOCK)))
        .isNotNull()
        .satisfies(undo -> assertThat(undo.rung()).isEqualTo(Rung.FINAL));
  }

  @Test
  void silenceRunsThroughTheDeadlinesAndTimeJumps() {
    Outcome outcome = bridge.given(start()).whatIf(answers("mint", Word.SILENT)).play();

    assertThat(outcome.events())
        .filteredOn(SagaEvent.AttemptFailed.class::isInstance)
        .hasSize(Sample.RETRY.attempts());
    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPENSATED);
    assertThat(compensations(outcome)).containsExactly(MINT, LOCK);
    assertThat(outcome.at()).isAfter(SagaFixture.START.plusSeconds(30));
  }

  @Test
  void anAnswerThatComesTooLateIsFirstMissedAndThenTakenIn() {
    Said late = new Said(Word.FINAL, null, null, null, null, Duration.ofSeconds(12));

    Outcome outcome = bridge.given(start()).whatIf(answers(Map.of("lock", List.of(late)))).play();

    assertThat(outcome.events())
        .filteredOn(SagaEvent.AttemptFailed.class::isInstance)
        .singleElement()
        .satisfies(e -> assertThat(e.at()).isEqualTo(SagaFixture.START.plusSeconds(10)));
    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPLETED);
  }

  @Test
  void whatIsSaidInTurnIsSaidInTurn() {
    Outcome outcome =
        bridge
            .given(start())
            .whatIf(answers("lock", Word.CONFIRMED, Word.REVERTED, Word.FINAL))
            .play();

    assertThat(outcome.events())
        .filteredOn(SagaEvent.ObservationRecorded.class::isInstance)
        .extracting(e -> ((SagaEvent.ObservationRecorded) e).rung())
        .startsWith(Rung.CONFIRMED, Rung.REVERTED, Rung.FINAL);
    assertThat(outcome.standing().diverged()).hasSize(1);
    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPLETED);
  }

  @Test
  void finalMeansTheDepthThatTheStepWants() {
    SagaFixture deep =
        new SagaFixture(definition(step("lock", depth(call("lock-svc/do"), 12), null)));

    Outcome outcome = deep.given(start()).whatIf(Answers.FINAL).play();

    assertThat(outcome.standing().happened())
        .singleElement()
        .satisfies(lock -> {
          assertThat(lock.level()).isEqualTo(Rung.FINAL);
          assertThat(lock.depth()).isEqualTo(12);
        });
  }

  @Test
  void allObserversThatAStepNamesSayWhatIsGiven() {
    SagaFixture priced =
        new SagaFixture(
            definition(
                step(
                    "price",
                    Sample.confirmed(call("oracle/price"), Observers.twoOfThree()),
                    null)));

    Outcome agreed = priced.given(start()).whatIf(Answers.FINAL).play();
    Outcome refused = priced.whatIf(answers("price", Word.REFUSED)).play();

    assertThat(agreed.standing().status()).isEqualTo(SagaStatus.COMPLETED);
    assertThat(refused.standing().status()).isEqualTo(SagaStatus.COMPENSATED);
  }

  @Test
  void whatTimeMakesFinalIsFinalAfterThatTime() {
    SagaFixture ripening =
        new SagaFixture(
            definition(
                step("wait", Sample.confirmed(call("box/wait"), Observers.after("PT2H")), null)));

    Outcome outcome = ripening.given(start()).whatIf(Answers.FINAL).play();

    assertThat(outcome.standing().status()).isEqualTo(SagaStatus.COMPLETED);
    assertThat(outcome.at()).isEqualTo(SagaFixture.START.plus(Duration.ofHours(2)));
  }

  @Test
  void aCancelNowFiresWhatStandsAndWhatTurnsOutToStand() {
    bridge.given(start()).given(observe(LOCK, FINAL));

    Outcome certain = bridge.whatIf(Answers.FINAL, add(bridge, cancel())).play();

    assertThat(certain.verdict()).isEqualTo(Outcome.Verdict.GOES_BACKWARD);
    assertThat(compensations(certain)).containsExactly(MINT, LOCK);
    assertThat(certain.atOnce().getFirst()).isInstanceOf(SagaEvent.CancelRequested.class);
  }

  @Test
  void whatMayStandAndTurnsOutNotToIsListedAsPerhaps() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, Report.ACCEPTED));

    Outcome outcome = bridge.whatIf(answers("mint", Word.REFUSED), add(bridge, cancel())).play();

    assertThat(compensations(outcome)).containsExactly(MINT + " perhaps", LOCK);
    assertThat(outcome.compensations().getLast().plan().after()).containsExactly(MINT);
  }

  @Test
  void aRefusedActIsToldAndNothingIsPlayed() {
    SagaFixture paid = new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));
    paid.given(start()).given(observe("pay/action/1", FINAL));

    Outcome outcome = paid.whatIf(Answers.FINAL, add(paid, cancel())).play();

    assertThat(outcome.verdict()).isEqualTo(Outcome.Verdict.REFUSED);
    assertThat(outcome.refused())
        .isNotNull()
        .satisfies(r -> assertThat(r.code()).isEqualTo("pivot-passed"));
    assertThat(outcome.stop()).isEqualTo(Outcome.Stop.REFUSED);
    assertThat(outcome.events()).isEmpty();
  }

  @Test
  void aHeldCancelIsDroppedOnceThePivotIsPassedAndGoesOnOnceItIsVoid() {
    SagaFixture paid = new SagaFixture(definition(step("take"), pivot(step("pay", "take"))));
    paid.given(start()).given(observe("take/action/1", FINAL));

    Outcome passed = paid.whatIf(Answers.FINAL, add(paid, cancel())).play();
    Outcome refused = paid.whatIf(answers("pay", Word.REFUSED), add(paid, cancel())).play();

    assertThat(passed.verdict()).isEqualTo(Outcome.Verdict.HELD);
    assertThat(passed.standing().status()).isEqualTo(SagaStatus.COMPLETED);
    assertThat(compensations(passed))
        .containsExactly("pay/action/1 perhaps", "take/action/1 perhaps");
    assertThat(refused.standing().status()).isEqualTo(SagaStatus.COMPENSATED);
  }

  @Test
  void whatCannotBeUndoneIsALoss() {
    SagaFixture mail = new SagaFixture(definition(irreversible(step("mail")), step("pay", "mail")));
    mail.given(start()).given(observe("mail/action/1", FINAL));

    assertThat(mail.whatIf(Answers.FINAL, add(mail, cancel())).play().losses())
        .containsExactly("mail/action/1");
  }

  @Test
  void aPlayIsBoundedByEventsAndByTime() {
    bridge.given(start());
    Outcome few = bridge.whatIf(Answers.FINAL).within(new Bounds(1, Duration.ofDays(1))).play();
    Outcome soon =
        bridge
            .whatIf(answers("lock", Word.SILENT))
            .within(new Bounds(100, Duration.ofSeconds(5)))
            .play();

    assertThat(few.stop()).isEqualTo(Outcome.Stop.LIMIT);
    assertThat(few.events()).hasSize(2);
    assertThat(soon.stop()).isEqualTo(Outcome.Stop.TIME);
    assertThat(soon.events()).isEmpty();
  }
}
