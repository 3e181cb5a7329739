package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sagas with guards and goals under faults. A failure names its seed; {@code -Dmeanwhile.seed=N}
 * replays that one alone, {@code -Dmeanwhile.seeds=N} runs more of them.
 */
class GoalSimulationTest {
  private static final int BLOCK = 500;

  static IntStream blocks() {
    String one = System.getProperty("meanwhile.seed");
    int seeds = Integer.getInteger("meanwhile.seeds", 4_000);
    return one != null
        ? IntStream.of(Integer.parseInt(one))
        : IntStream.range(0, Math.ceilDiv(seeds, BLOCK)).map(block -> block * BLOCK);
  }

  private static Simulation simulation(long seed) {
    return new Simulation(seed, RandomGoals::in);
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("blocks")
  void whateverIsSkippedLostOrGivenUpTheBalancesAddUp(int from) {
    int count = System.getProperty("meanwhile.seed") == null ? BLOCK : 1;
    for (int seed = from; seed < from + count; seed++) {
      Simulation run = simulation(seed);
      run.run();
      Judge.end(run);
      if (!run.violations.isEmpty()) {
        StringBuilder story = new StringBuilder("seed " + seed + ": " + run.violations);
        story.append('\n').append(run.definition.complete()).append('\n');
        story.append(run.definition.steps());
        run.log.forEach(event -> SimulationTest.tell(story, event));
        fail(story.toString());
      }
    }
  }

  /** The seeds are worth something only if they reach the corners. */
  @Test
  void theSeedsReachEveryWayASkipOrAGoalCanGo() {
    Map<String, Integer> reached = new TreeMap<>();
    for (int seed = 0; seed < 1_000; seed++) {
      Simulation run = simulation(seed);
      Saga saga = run.run();
      Saga.Ended ended = Objects.requireNonNull(saga.ended());
      reached.merge(
          ended.outcome() + (ended.losses().isEmpty() ? "" : " with losses"), 1, Integer::sum);
      for (SagaEvent event : run.log) {
        reached.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        if (event instanceof SagaEvent.Diverged diverged) {
          reached.merge(diverged.kind() + " " + diverged.reaction(), 1, Integer::sum);
        }
      }
    }
    assertThat(reached)
        .containsKeys(
            "COMPLETED", "COMPLETED with losses", "COMPENSATED", "COMPENSATED with losses")
        .containsKeys("StepSkipped", "SkipLifted", "SagaReopened", "EffectGivenUp")
        .containsKeys("REFUSED UNDO", "UNKNOWN UNDO", "UNMET COMPENSATE", "OVERDUE CONTINUE");
  }
}
