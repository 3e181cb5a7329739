package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.after;
import static io.meanwhile.core.decider.Observers.says;
import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.standing.Standing;
import org.junit.jupiter.api.Test;

/** Who said what, and who is missing. */
class QuorumStandingTest {
  private static final String LOCK = "lock/action/1";

  private static SagaFixture saga(Finality confirm) {
    return new SagaFixture(definition(step("lock", confirmed(call("lock-svc/do"), confirm), null)))
        .given(start());
  }

  private static Standing.Pending pending(SagaFixture saga) {
    return saga.standing().pending().getFirst();
  }

  @Test
  void missingVoicesAreNamedBesideTheParticipantThatIsAsked() {
    assertThat(pending(saga(twoOfThree())).waitingFor())
        .isEqualTo("lock-svc to answer (attempt 1); 2 of a, b, c to agree: no word from a, b, c");
  }

  @Test
  void whoSaidWhatAndWhoIsMissing() {
    SagaFixture saga = saga(twoOfThree(12)).whenAnswered(LOCK, FINAL);
    saga.given(says("a", LOCK, CONFIRMED, 7, null)).given(says("b", LOCK, REFUSED, 1, null));
    Standing.Pending pending = pending(saga);
    assertThat(pending.level()).isEqualTo(Rung.DISPUTED);
    assertThat(pending.waitingFor())
        .isEqualTo(
            "2 of a, b, c to agree at depth 12: a says confirmed at depth 7;"
                + " b says refused at depth 1; no word from c");
    assertThat(pending.voices()).extracting(Standing.Said::agrees).containsExactly(false, false);
  }

  @Test
  void thoseThatAgreeAreTheObserversAndTheDissenterIsShownToo() {
    SagaFixture saga = saga(twoOfThree());
    saga.given(says("a", LOCK, FINAL, null, "x")).given(says("b", LOCK, REFUSED));
    saga.given(says("c", LOCK, FINAL, null, "x"));
    Standing.Happened lock = saga.standing().happened().getFirst();
    assertThat(lock.observers()).containsExactly("a", "c");
    assertThat(lock.voices())
        .extracting(voice -> voice.observer() + " " + voice.says() + " " + voice.agrees())
        .containsExactly("a FINAL true", "b REFUSED false", "c FINAL true");
    assertThat(saga.standing().pending()).isEmpty();
  }

  @Test
  void oneObserverAloneNeedsNoVoices() {
    SagaFixture saga = saga(new Finality.Reply()).given(observe(LOCK, FINAL));
    Standing.Happened lock = saga.standing().happened().getFirst();
    assertThat(lock.observers()).containsExactly("lock-svc");
    assertThat(lock.voices()).isEmpty();
    assertThat(saga.effect(LOCK).voices()).isEmpty();
  }

  @Test
  void whatTimeMakesFinalWaitsForNothingButTime() {
    SagaFixture saga = saga(after("PT10M")).given(observe(LOCK, FINAL));
    Standing.Pending pending = pending(saga);
    assertThat(pending.waitingFor()).isEqualTo("nothing to contradict it for PT10M");
    assertThat(pending.then()).isEqualTo("it is final");
    assertThat(pending.until()).isEqualTo(SagaFixture.START.plusSeconds(600));
  }
}
