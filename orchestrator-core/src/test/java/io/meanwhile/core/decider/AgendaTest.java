package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.fail;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.within;
import static io.meanwhile.core.model.Failure.NOT_CONFIGURED;
import static io.meanwhile.core.model.Failure.NO_ANSWER;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private static final EffectKey A = EffectKey.action("a", 1);

  private final SagaFixture saga =
      new SagaFixture(definition(step("a"), step("b"), step("c", "a")));

  private Agenda agenda() {
    return Agenda.of(saga.saga());
  }

  @Test
  void aSagaThatWasNotStartedAsksForNothing() {
    assertThat(Agenda.of(Saga.NOT_STARTED)).isEqualTo(new Agenda(List.of(), null));
  }

  @Test
  void whatIsRequestedAndUnansweredIsSent() {
    saga.given(start());
    assertThat(agenda().sends().getFirst())
        .isEqualTo(new Agenda.Send(A, new Ask(false, 1, SagaFixture.START)));
    saga.thenSends("a/action/1", "b/action/1");
  }

  @Test
  void anAttemptThatIsStillToComeHasItsTime() {
    saga.given(start()).given(fail("a/action/1", 1, NO_ANSWER));
    assertThat(agenda().sends().getFirst().ask())
        .isEqualTo(new Ask(false, 2, SagaFixture.START.plusSeconds(1)));
  }

  @Test
  void whatWasAnsweredIsNotSentAgain() {
    saga.given(start()).given(observe("a/action/1", ACCEPTED)).thenSends("b/action/1");
  }

  @Test
  void theNextDeadlineIsTheEarliestOfAll() {
    saga.given(start()).after("PT10S").given(observe("a/action/1", ACCEPTED));
    assertThat(agenda().wakeAt()).isEqualTo(SagaFixture.START.plusSeconds(60));
    saga.given(observe("b/action/1", FINAL));
    assertThat(agenda().wakeAt()).isEqualTo(SagaFixture.START.plusSeconds(70));
  }

  @Test
  void theSagasOwnDeadlineCountsToo() {
    SagaFixture brief = new SagaFixture(within("PT5S", definition(step("a")))).given(start());
    assertThat(Agenda.of(brief.saga()).wakeAt()).isEqualTo(SagaFixture.START.plusSeconds(5));
    brief.given(cancel());
    assertThat(Agenda.of(brief.saga()).wakeAt()).isEqualTo(SagaFixture.START.plusSeconds(60));
  }

  @Test
  void whatIsParkedHasNoDeadline() {
    saga.given(start()).given(fail("a/action/1", 1, NOT_CONFIGURED));
    saga.given(observe("b/action/1", FINAL)).thenSends();
    assertThat(agenda().wakeAt()).isNull();
  }

  @Test
  void anEndedSagaAsksForNothing() {
    saga.given(start()).given(cancel()).given(observe("a/action/1", FINAL));
    saga.given(observe("b/action/1", FINAL));
    saga.given(observe("a/compensation/1/1", FINAL)).given(observe("b/compensation/1/1", FINAL));
    assertThat(saga.saga().ended()).isNotNull();
    assertThat(agenda()).isEqualTo(Agenda.of(Saga.NOT_STARTED));
  }
}
