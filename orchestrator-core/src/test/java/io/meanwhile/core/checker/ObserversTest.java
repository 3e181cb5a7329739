package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.observed;
import static io.meanwhile.core.checker.Examples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Finality;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Several observers speak for themselves: in any order, about the same thing, and not always so.
 */
class ObserversTest {
  private static final Bounds KEPT = Bounds.DEFAULT.withFaults(0).withMaxStates(30_000);

  private static Call watched(int quorum, String... observers) {
    Finality reply = new Finality.Reply();
    return observed(
        call("a/do", 0, true, null), new Finality.Quorum(quorum, List.of(observers), null, reply));
  }

  @Test
  void aStepThatThreeReportOnIsSoundInEveryOrderOfTheirWord() {
    Definition three = definition(step("a", watched(2, "a", "x", "y"), null));

    CheckReport report = Checker.check(three, KEPT.accepting("left-standing", "a")).assertSound();

    assertThat(report.exhaustive()).isTrue();
    assertThat(report.endStates().stream().map(CheckReport.EndState::end))
        .contains("COMPLETED", "COMPENSATED");
  }

  @Test
  void oneWhoLiesBreaksNoLaw() {
    Definition three =
        definition(step("a", watched(2, "a", "x", "y"), call("a/undo")), step("b", "a"));

    Checker.check(three, KEPT.withFaults(1)).assertSound();
  }

  @Test
  void whoAreNotAskedAreInterchangeable() {
    Observers observers = observers(watched(2, "x", "a", "y"));

    assertThat(observers.names()).containsExactly("a", "x", "y");
    assertThat(observers.fixed()).isEqualTo(1);
    int xSpoke = Spoken.with(0, 1, Spoken.said(Spoken.FINAL, Outside.FIRST, false));
    assertThat(observers.isFirst(0, 2)).isFalse();
    assertThat(observers.isFirst(xSpoke, 2)).isTrue();
  }

  @Test
  void moreThanThreeAreLookedAtAsThreeAndAllAsTwo() {
    assertThat(observers(watched(3, "p", "q", "r", "s", "a")))
        .satisfies(few -> {
          assertThat(few.names()).containsExactly("a", "p", "q");
          assertThat(few.quorum()).isEqualTo(2);
        });
    assertThat(observers(watched(3, "p", "q", "r")).names()).containsExactly("p", "q");
  }

  private static Observers observers(Call call) {
    Call bounded = Abstraction.of(definition(step("a", call, null))).step("a").action();
    return java.util.Objects.requireNonNull(Observers.of(bounded));
  }
}
