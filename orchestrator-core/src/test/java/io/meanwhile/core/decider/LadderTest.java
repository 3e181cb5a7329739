package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observation;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.refuse;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rung, every report: a rung in the tables means that the effect moves there. */
class LadderTest {
  private static final String LOCK = "lock/action/1";
  private static final Instant NOW = SagaFixture.START.plusSeconds(60);
  private static final List<Report> COLUMNS =
      List.of(ACCEPTED, CONFIRMED, FINAL, Report.REFUSED, REVERTED, Report.UNKNOWN);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PENDING   | ACCEPTED | CONFIRMED | FINAL | VOID    | REVERTED | again
          REQUESTED | ACCEPTED | CONFIRMED | FINAL | VOID    | REVERTED | again
          ACCEPTED  | again    | CONFIRMED | FINAL | VOID    | REVERTED | again
          UNKNOWN   | ACCEPTED | CONFIRMED | FINAL | VOID    | REVERTED | again
          CONFIRMED | stale    | again     | FINAL | VOID    | REVERTED | again
          FINAL     | stale    | again     | again | against | REVERTED | again
          REFUSED   | stale    | CONFIRMED | FINAL | VOID    | REVERTED | again
          REVERTED  | ACCEPTED | CONFIRMED | FINAL | VOID    | again    | again
          VOID      | stale    | CONFIRMED | FINAL | again   | stale    | again
          DISPUTED  | ACCEPTED | CONFIRMED | FINAL | VOID    | REVERTED | again
          SKIPPED   | stale    | CONFIRMED | FINAL | again   | stale    | again
          """)
  void whereTheReplyIsTheLastWord(
      Rung rung, String a, String c, String f, String r, String v, String u) {
    check(new Finality.Reply(), rung, 0, null, 0, a, c, f, r, v, u);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PENDING   | ACCEPTED | CONFIRMED | CONFIRMED | REFUSED | REVERTED | again
          REQUESTED | ACCEPTED | CONFIRMED | CONFIRMED | REFUSED | REVERTED | again
          ACCEPTED  | again    | CONFIRMED | CONFIRMED | REFUSED | REVERTED | again
          UNKNOWN   | ACCEPTED | CONFIRMED | CONFIRMED | REFUSED | REVERTED | again
          CONFIRMED | stale    | CONFIRMED | CONFIRMED | REFUSED | REVERTED | again
          FINAL     | stale    | again     | again     | against | REVERTED | again
          REFUSED   | stale    | CONFIRMED | CONFIRMED | REFUSED | REVERTED | again
          REVERTED  | ACCEPTED | CONFIRMED | CONFIRMED | REFUSED | again    | again
          VOID      | stale    | CONFIRMED | CONFIRMED | again   | stale    | again
          DISPUTED  | ACCEPTED | CONFIRMED | CONFIRMED | REFUSED | REVERTED | again
          """)
  void belowItsDepthNothingIsTheLastWord(
      Rung rung, String a, String c, String f, String r, String v, String u) {
    check(new Finality.Depth(3), rung, 1, 2, 0, a, c, f, r, v, u);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REQUESTED | FINAL | FINAL | VOID
          ACCEPTED  | FINAL | FINAL | VOID
          UNKNOWN   | FINAL | FINAL | VOID
          CONFIRMED | FINAL | FINAL | VOID
          FINAL     | again | again | against
          REFUSED   | FINAL | FINAL | VOID
          REVERTED  | FINAL | FINAL | VOID
          VOID      | FINAL | FINAL | again
          """)
  void atItsDepthASuccessIsFinalAndARefusalVoidWhateverTheParticipantCallsThem(
      Rung rung, String confirmed, String isFinal, String refused) {
    Finality three = new Finality.Depth(3);
    assertThat(climb(three, rung, 1, CONFIRMED, 3, 0)).isEqualTo(confirmed);
    assertThat(climb(three, rung, 1, FINAL, 3, 0)).isEqualTo(isFinal);
    assertThat(climb(three, rung, 1, Report.REFUSED, 3, 0)).isEqualTo(refused);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONFIRMED | REVERTED | REVERTED
          FINAL     | against  | REVERTED
          REFUSED   | ACCEPTED | REVERTED
          VOID      | against  | against
          """)
  void lessThanWasKnownCountsOnlyWhereTheObserversOwnTimesSayThatItIsNewer(
      Rung rung, String accepted, String reverted) {
    Finality reply = new Finality.Reply();
    assertThat(climb(reply, rung, 0, ACCEPTED, null, 1)).isEqualTo(accepted);
    assertThat(climb(reply, rung, 0, REVERTED, null, 1)).isEqualTo(reverted);
  }

  @ParameterizedTest
  @EnumSource(Rung.class)
  void whatItsObserverSawEarlierMovesNothing(Rung rung) {
    for (Report report : COLUMNS) {
      assertThat(climb(new Finality.Reply(), rung, 0, report, null, -1)).isEqualTo("stale");
    }
  }

  @Test
  void confirmationsAreCountedUpToFinalityAndOnlyThenADependentBegins() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("lock", depth(call("lock-svc/do"), 3), null), step("mint", "lock")));
    saga.given(start()).given(observe(LOCK, ACCEPTED)).given(observe(LOCK, CONFIRMED, 1, null));
    saga.thenRung(LOCK, Rung.CONFIRMED).when(observe(LOCK, CONFIRMED, 2, null)).thenSends();
    assertThat(saga.effect(LOCK).depth()).isEqualTo(2);
    saga.when(observe(LOCK, CONFIRMED, 3, null)).thenRung(LOCK, Rung.FINAL);
    saga.thenSends("mint/action/1");
  }

  @Test
  void aRefusalNeedsDepthTooAndMayTurnIntoASuccess() {
    SagaFixture saga =
        new SagaFixture(definition(step("lock", depth(call("lock-svc/do"), 3), null)));
    saga.given(start()).when(refuse(LOCK, 1, "out of gas")).thenRung(LOCK, Rung.REFUSED);
    saga.thenStatus(SagaStatus.RUNNING).thenDiverged();
    saga.when(observe(LOCK, CONFIRMED, 1, null)).thenRung(LOCK, Rung.CONFIRMED);
    saga.when(observe(LOCK, CONFIRMED, 3, null)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aRefusalWithoutADepthIsNoLastWordWhereDepthIsTheRule() {
    SagaFixture saga =
        new SagaFixture(definition(step("lock", depth(call("lock-svc/do"), 3), null)));
    saga.given(start()).when(refuse(LOCK, null, "no")).thenRung(LOCK, Rung.REFUSED);
    saga.when(refuse(LOCK, 3, null)).thenRung(LOCK, Rung.VOID);
    assertThat(saga.effect(LOCK).reason()).as("said with the first refusal").isEqualTo("no");
  }

  @Test
  void aSuccessWithoutADepthIsNoLastWordEither() {
    SagaFixture saga =
        new SagaFixture(definition(step("lock", depth(call("lock-svc/do"), 3), null)));
    saga.given(start()).when(observe(LOCK, FINAL)).thenRung(LOCK, Rung.CONFIRMED);
    assertThat(saga.effect(LOCK).depth()).isZero();
  }

  @Test
  void aRevertedEffectMayComeBackAsAcceptedThenConfirmed() {
    SagaFixture saga =
        new SagaFixture(definition(step("lock", depth(call("lock-svc/do"), 3), null)));
    saga.given(start()).given(observe(LOCK, CONFIRMED, 2, null));
    saga.when(observe(LOCK, REVERTED)).thenRung(LOCK, Rung.REVERTED).thenDiverged("REVERTED WAIT");
    saga.when(observe(LOCK, ACCEPTED)).thenRung(LOCK, Rung.ACCEPTED);
    saga.when(observe(LOCK, CONFIRMED, 3, null)).thenStatus(SagaStatus.COMPLETED);
  }

  private static void check(
      Finality finality,
      Rung rung,
      int depth,
      @Nullable Integer reported,
      int age,
      String... expected) {
    for (int i = 0; i < COLUMNS.size(); i++) {
      assertThat(climb(finality, rung, depth, COLUMNS.get(i), reported, age))
          .as(rung + " then " + COLUMNS.get(i))
          .isEqualTo(expected[i]);
    }
  }

  private static String climb(
      Finality finality, Rung rung, int depth, Report report, @Nullable Integer reported, int age) {
    SagaFixture saga = new SagaFixture(definition(step("lock"))).given(start());
    Effect effect =
        new EffectChange(saga.effect(LOCK))
            .rung(rung, depth, SagaFixture.START)
            .newestSeen(NOW.minusSeconds(20))
            .done();
    Instant seen = age == 0 ? NOW : NOW.minusSeconds(20 - age);
    Ladder ladder =
        Ladder.climb(effect, observation(seen, LOCK, report, reported, null), finality, NOW);
    return switch (ladder.meaning()) {
      case MOVED -> ladder.rung().name();
      case REPEATED -> unmoved(ladder, rung, "again");
      case STALE -> unmoved(ladder, rung, "stale");
      case CONTRADICTING -> unmoved(ladder, rung, "against");
      case UNNAMED, DISSENTING -> throw new AssertionError(ladder.meaning());
    };
  }

  private static String unmoved(Ladder ladder, Rung rung, String word) {
    assertThat(ladder.rung()).isEqualTo(rung);
    return word;
  }
}
