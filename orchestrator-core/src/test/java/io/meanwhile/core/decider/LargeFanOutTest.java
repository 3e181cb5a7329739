package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observation;
import static io.meanwhile.core.decider.Sample.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** As many branches as there may be: each costs the same as the first. */
class LargeFanOutTest {
  private static final int BRANCHES = 10_000;
  private static final int PARALLEL = 100;

  /** Answers everything that is asked, one by one, until nothing is. */
  private static final class Everything {
    private final Definition definition;
    private final Deque<EffectKey> asked = new ArrayDeque<>();
    private final int parallel;
    private Instant at = SagaFixture.START;
    private Saga saga = Saga.NOT_STARTED;

    Everything(Definition definition, int parallel) {
      this.definition = definition;
      this.parallel = parallel;
    }

    void answered(SagaCommand first) {
      SagaCommand command = first;
      while (command != null) {
        for (SagaEvent event :
            ((Decision.Events) SagaDecider.decide(definition, saga, command)).events()) {
          saga = SagaDecider.evolve(saga, event);
          if (event instanceof SagaEvent.EffectRequested requested) {
            asked.add(requested.effect());
          }
        }
        assertThat(asked).hasSizeLessThanOrEqualTo(parallel);
        EffectKey next = asked.poll();
        at = at.plusMillis(1);
        command =
            next == null
                ? null
                : new SagaCommand.Observe(
                    at, observation(at, next.toString(), Report.FINAL, null, 1L), null);
      }
    }
  }

  private static SagaCommand start() {
    Map<String, Object> input = Map.of("items", Collections.nCopies(BRANCHES, 1L));
    return new SagaCommand.Start(SagaFixture.START, "s-1", input, Map.of());
  }

  @Test
  void tenThousandBranchesAHundredAtOnceAreCompleted() {
    Everything run =
        new Everything(
            definition(SampleGroups.fanOut(step("legs"), SampleGroups.ALL, PARALLEL)), PARALLEL);
    run.answered(start());
    Saga saga = run.saga;
    assertThat(Objects.requireNonNull(saga.ended()).outcome()).isEqualTo(SagaStatus.COMPLETED);
    assertThat(Objects.requireNonNull(saga.action("legs")).result())
        .isEqualTo(Collections.nCopies(BRANCHES, 1L));
    assertThat(saga.effects()).hasSize(BRANCHES + 1);
    assertThat(saga.restless()).isEqualTo(List.of());
  }

  @Test
  void tenThousandBranchesThatAreCancelledInTheEndAreUndoneAndThenWhatTheyStoodOn() {
    Step legs =
        SampleGroups.after(
            SampleGroups.fanOut(step("legs"), SampleGroups.ALL, PARALLEL), "reserve");
    Step asked = step("asked", "legs");
    Everything run = new Everything(definition(step("reserve"), legs, asked), BRANCHES);
    run.answered(start());
    Saga.Ended completed = Objects.requireNonNull(run.saga.ended());
    assertThat(completed.outcome()).isEqualTo(SagaStatus.COMPLETED);

    run.answered(new SagaCommand.Undo(run.at, "its parent", "cancelled"));

    Saga saga = run.saga;
    assertThat(Objects.requireNonNull(saga.ended()).outcome()).isEqualTo(SagaStatus.COMPENSATED);
    assertThat(saga.effects()).hasSize(2 * BRANCHES + 5);
    assertThat(List.copyOf(saga.all()).getLast().key())
        .isEqualTo(EffectKey.compensation(EffectKey.action("reserve", 1), 1));
    assertThat(saga.restless()).isEqualTo(List.of());
  }
}
