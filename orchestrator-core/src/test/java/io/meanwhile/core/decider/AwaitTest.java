package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleOwn.await;
import static io.meanwhile.core.decider.SampleOwn.came;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step that waits for a message: it is final when the message comes. */
class AwaitTest {
  private static final String PAID = "paid/action/1";
  private static final Map<String, ?> ORDER = Map.of("order", "7");

  private static SagaFixture waiting() {
    return new SagaFixture(definition(step("a"), await("paid", "a"), step("ship", "paid")))
        .given(start(ORDER))
        .whenAnswered("a/action/1", FINAL);
  }

  @Test
  void whatIsWaitedForIsRecordedAndNothingIsSent() {
    SagaFixture saga = waiting().thenRung(PAID, Rung.REQUESTED).thenSends();
    assertThat(saga.effect(PAID).input())
        .isEqualTo(Map.of("name", "payment", "of", "message.order", "key", "7"));
    assertThat(Agenda.of(saga.saga()).attends()).containsExactly(EffectKey.parse(PAID));
  }

  @Test
  void theMessageIsItsResultAndWhatWaitsForItBegins() {
    SagaFixture saga =
        waiting()
            .when(came("m-1", PAID, Map.of("amount", 5)))
            .thenEvents(ObservationRecorded.class, EffectRequested.class)
            .thenRung(PAID, Rung.FINAL)
            .thenSends("ship/action/1");
    assertThat(saga.effect(PAID).result()).isEqualTo(Map.of("amount", 5L));
    assertThat(Agenda.of(saga.saga()).attends()).isEmpty();
  }

  @Test
  void theSameMessageAgainChangesNothing() {
    waiting()
        .when(came("m-1", PAID, Map.of("amount", 5)))
        .when(came("m-1", PAID, Map.of("amount", 5)))
        .thenNothing();
  }

  @Test
  void aMessageCountsForOneStepOfASagaOnly() {
    SagaFixture saga = new SagaFixture(definition(await("one"), await("two")));
    saga.given(start(ORDER)).when(came("m-1", "one/action/1", Map.of()));
    saga.when(came("m-1", "two/action/1", Map.of()))
        .thenNothing()
        .thenRung("two/action/1", Rung.REQUESTED);
    saga.when(came("m-2", "two/action/1", Map.of())).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void anotherMessageThatComesAfterwardsIsRefused() {
    waiting()
        .when(came("m-1", PAID, Map.of("amount", 5)))
        .when(came("m-2", PAID, Map.of("amount", 6)))
        .thenRefused("not-waiting");
  }

  @Test
  void whenNoneComesTheSagaGoesBackward() {
    waiting()
        .whenTheNextDeadlinePasses()
        .thenDiverged("UNKNOWN COMPENSATE")
        .thenRung(PAID, Rung.VOID)
        .thenSends("a/compensation/1/1")
        .when(came("m-1", PAID, Map.of()))
        .thenRefused("not-waiting");
  }

  @Test
  void anotherReactionMayBeConfigured() {
    Step paid =
        on(
            await("paid"),
            DivergenceKind.UNKNOWN,
            Measure.wait(Duration.ofHours(1)),
            Measure.once(Reaction.PARK));
    SagaFixture saga = new SagaFixture(definition(paid)).given(start(ORDER));
    saga.whenTheNextDeadlinePasses().thenDiverged("UNKNOWN WAIT").thenNotParked();
    saga.whenTheNextDeadlinePasses().thenDiverged("UNKNOWN PARK").thenStatus(SagaStatus.PARKED);
    saga.when(came("m-1", PAID, Map.of())).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void pastThePivotItWaitsOn() {
    SagaFixture saga =
        new SagaFixture(definition(pivot(step("a")), await("paid", "a"))).given(start(ORDER));
    saga.whenAnswered("a/action/1", FINAL).whenTheNextDeadlinePasses();
    saga.thenDiverged("UNKNOWN RETRY").thenSends().thenNotParked();
    saga.when(came("m-1", PAID, Map.of())).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void cancelledItWaitsForNothingMore() {
    SagaFixture saga = waiting().when(cancel()).thenRung(PAID, Rung.VOID);
    saga.whenAnswered("a/compensation/1/1", FINAL).thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void aBadMessageMayBeAnsweredByWaitingForAnotherOne() {
    Step paid = await("paid");
    Step strict =
        new Step(
            paid.name(),
            paid.after(),
            on(
                paid.action().expecting(Expression.compile("result.amount == 5")),
                DivergenceKind.UNEXPECTED,
                Measure.times(Reaction.REDO, 3)),
            null,
            false,
            false);
    SagaFixture saga = new SagaFixture(definition(strict)).given(start(ORDER));
    saga.when(came("m-1", PAID, Map.of("amount", 4))).thenDiverged("UNEXPECTED REDO");
    saga.thenRung("paid/action/2", Rung.REQUESTED).thenSends();
    saga.when(came("m-1", "paid/action/2", Map.of("amount", 4))).thenNothing();
    saga.when(came("m-2", "paid/action/2", Map.of("amount", 5))).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void nothingIsWaitedForByNull() {
    SagaFixture saga = new SagaFixture(definition(await("paid")));
    saga.given(start(java.util.Collections.singletonMap("order", null)));
    saga.thenDiverged("EXPRESSION PARK");
  }

  @Test
  void anOperatorMaySayThatItCame() {
    Step paid = on(await("paid"), DivergenceKind.UNKNOWN, Measure.once(Reaction.PARK));
    SagaFixture saga = new SagaFixture(definition(paid)).given(start(ORDER));
    saga.whenTheNextDeadlinePasses();
    saga.when(answer(1, Choice.HAPPENED, Map.of("amount", 5))).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void standingSaysForWhat() {
    assertThat(waiting().standing().pending().getFirst().waitingFor())
        .isEqualTo("a message payment with message.order = 7");
  }

  @Test
  void whatIsGivenUpIsAttendedNoMore() {
    assertThat(Agenda.of(waiting().when(cancel()).saga()).attends()).isEqualTo(List.of());
  }
}
