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

  @Test
  void tenThousandBranchesAHundredAtOnceAreCompleted() {
    Definition definition =
        definition(SampleGroups.fanOut(step("legs"), SampleGroups.ALL, PARALLEL));
    Map<String, Object> input = Map.of("items", Collections.nCopies(BRANCHES, 1L));
    Instant at = SagaFixture.START;
    Deque<EffectKey> asked = new ArrayDeque<>();
    Saga saga = Saga.NOT_STARTED;
    SagaCommand command = new SagaCommand.Start(at, "s-1", input, Map.of());
    while (command != null) {
      for (SagaEvent event :
          ((Decision.Events) SagaDecider.decide(definition, saga, command)).events()) {
        saga = SagaDecider.evolve(saga, event);
        if (event instanceof SagaEvent.EffectRequested requested) {
          asked.add(requested.effect());
        }
      }
      assertThat(asked).hasSizeLessThanOrEqualTo(PARALLEL);
      EffectKey next = asked.poll();
      at = at.plusMillis(1);
      command =
          next == null
              ? null
              : new SagaCommand.Observe(
                  at, observation(at, next.toString(), Report.FINAL, null, 1L), null);
    }
    assertThat(Objects.requireNonNull(saga.ended()).outcome()).isEqualTo(SagaStatus.COMPLETED);
    assertThat(Objects.requireNonNull(saga.action("legs")).result())
        .isEqualTo(Collections.nCopies(BRANCHES, 1L));
    assertThat(saga.effects()).hasSize(BRANCHES + 1);
    assertThat(saga.restless()).isEqualTo(List.of());
  }
}
