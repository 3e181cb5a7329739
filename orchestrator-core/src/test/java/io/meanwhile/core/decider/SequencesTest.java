package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An observer that counts its reports: which is newer is told by its numbers, not by times. */
class SequencesTest {
  private static final String LOCK = "lock/action/1";

  private static SagaFixture started(Call action) {
    return new SagaFixture(definition(step("lock", action, null))).given(start()).after("PT1M");
  }

  private final SagaFixture chain = started(depth(call("lock-svc/do"), 6));

  private static Observation said(
      Instant seen,
      String observer,
      @Nullable Long sequence,
      Report report,
      @Nullable Integer depth) {
    String id = report + ":" + sequence;
    EffectKey key = EffectKey.parse(LOCK);
    return new Observation(
        key, observer, id, report, depth, null, null, null, null, seen, sequence);
  }

  private static Function<Instant, SagaCommand> says(
      String observer,
      @Nullable Long sequence,
      String ago,
      Report report,
      @Nullable Integer depth) {
    return at -> {
      Instant seen = at.minus(Duration.parse(ago));
      return new SagaCommand.Observe(at, said(seen, observer, sequence, report, depth), null);
    };
  }

  private static Function<Instant, SagaCommand> says(long sequence, Report report, int depth) {
    return says("lock-svc", sequence, "PT0S", report, depth);
  }

  @Test
  void whatWasNumberedEarlierIsStaleThoughItComesLater() {
    chain.given(says(7, CONFIRMED, 3)).after("PT1S");
    chain.when(says(6, REVERTED, 0)).thenMeaning(Meaning.STALE).thenRung(LOCK, Rung.CONFIRMED);
    chain.when(says(8, REVERTED, 0)).thenMeaning(Meaning.MOVED).thenRung(LOCK, Rung.REVERTED);
  }

  @Test
  void numbersGoBeforeTimes() {
    chain.given(says("lock-svc", 7L, "PT1S", CONFIRMED, 3));
    chain.when(says("lock-svc", 8L, "PT30S", CONFIRMED, 2)).thenMeaning(Meaning.MOVED);
    chain.when(says("lock-svc", 5L, "PT0.5S", CONFIRMED, 5)).thenMeaning(Meaning.STALE);
  }

  @Test
  void whereOneOfTwoReportsHasNoNumberTheTimesCount() {
    chain.given(says("lock-svc", 7L, "PT10S", CONFIRMED, 3));
    chain.when(says("lock-svc", null, "PT20S", CONFIRMED, 2)).thenMeaning(Meaning.STALE);
    chain.when(says("lock-svc", null, "PT5S", CONFIRMED, 4)).thenMeaning(Meaning.MOVED);
    chain.when(says("lock-svc", 6L, "PT1S", CONFIRMED, 5)).thenMeaning(Meaning.STALE);
  }

  @Test
  void aNumberTellsThatLessIsTheNewerWord() {
    chain.given(says(7, CONFIRMED, 3));
    chain.when(says(8, ACCEPTED, 0)).thenMeaning(Meaning.MOVED).thenRung(LOCK, Rung.REVERTED);
  }

  @Test
  void eachOfSeveralObserversHasNumbersOfItsOwn() {
    SagaFixture saga = started(confirmed(call("lock-svc/do"), twoOfThree()));
    saga.given(says("a", 90L, "PT0S", FINAL, null)).after("PT1S");
    saga.when(says("a", 89L, "PT0S", REFUSED, null)).thenMeaning(Meaning.STALE);
    saga.when(says("b", 1L, "PT0S", FINAL, null)).thenRung(LOCK, Rung.FINAL);
  }

  @Test
  void theSameReportUnderTheSameNumberIsStoredOnce() {
    chain.given(says(7, CONFIRMED, 3)).when(says(7, CONFIRMED, 3)).thenNothing();
    assertThat(chain.effect(LOCK).newestSequence()).isEqualTo(7);
  }

  @Test
  void anAnswerThatWasOvertakenByNewsIsStaleByItsNumber() {
    chain.given(says(7, CONFIRMED, 3));
    Ask ask = new Ask(false, 1, SagaFixture.START);
    chain
        .when(at -> new SagaCommand.Observe(at, said(at, "lock-svc", 6L, REFUSED, 6), ask))
        .thenRung(LOCK, Rung.CONFIRMED);
  }
}
