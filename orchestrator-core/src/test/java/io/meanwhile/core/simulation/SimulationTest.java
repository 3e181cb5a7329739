package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Rung;
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
 * Ten thousand sagas under faults. A failure names its seed; {@code -Dmeanwhile.seed=N} replays
 * that one alone, {@code -Dmeanwhile.seeds=N} runs more of them.
 */
class SimulationTest {
  private static final int BLOCK = 500;

  static IntStream blocks() {
    String one = System.getProperty("meanwhile.seed");
    int seeds = Integer.getInteger("meanwhile.seeds", 10_000);
    return one != null
        ? IntStream.of(Integer.parseInt(one))
        : IntStream.range(0, Math.ceilDiv(seeds, BLOCK)).map(block -> block * BLOCK);
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("blocks")
  void whateverGetsLostComesTwiceOrLateTheBalancesAddUp(int from) {
    int count = System.getProperty("meanwhile.seed") == null ? BLOCK : 1;
    for (int seed = from; seed < from + count; seed++) {
      Simulation run = new Simulation(seed);
      run.run();
      Judge.end(run);
      if (!run.violations.isEmpty()) {
        StringBuilder story = new StringBuilder("seed " + seed + ": " + run.violations);
        story.append("\n").append(run.definition.steps());
        run.log.forEach(event -> tell(story, event));
        fail(story.toString());
      }
    }
  }

  /** The seeds are worth something only if they reach the corners. */
  @Test
  void theSeedsReachEveryKindOfEndAndTrouble() {
    Map<String, Integer> reached = new TreeMap<>();
    for (int seed = 0; seed < 1_000; seed++) {
      Simulation run = new Simulation(seed);
      Saga saga = run.run();
      Saga.Ended ended = Objects.requireNonNull(saga.ended());
      count(reached, ended.outcome() + (ended.losses().isEmpty() ? "" : " with losses"));
      for (SagaEvent event : run.log) {
        count(reached, event.getClass().getSimpleName());
        if (event instanceof SagaEvent.Diverged diverged) {
          count(reached, diverged.kind() + " " + diverged.reaction());
        } else if (event instanceof SagaEvent.ObservationRecorded seen) {
          count(reached, seen.meaning().name());
          if (seen.expired() != null && seen.rung() == Rung.VOID) {
            count(reached, "VOID BY VALIDITY");
          }
        }
      }
    }
    assertThat(reached)
        .containsKeys(
            "COMPLETED", "COMPENSATED", "COMPENSATED with losses", "MOVED", "REPEATED", "STALE")
        .containsKeys("DISSENTING", "UNNAMED", "DISPUTED RECORD", "DISPUTED WAIT")
        .containsKeys("FinalityReached", "ValidityPassed", "VOID BY VALIDITY")
        .containsKeys(
            "CancelRequested", "BackwardHeld", "HoldDropped", "QuestionOpened", "SagaReopened")
        .containsKeys("UNKNOWN PROBE", "UNKNOWN COMPENSATE", "UNKNOWN RETRY", "UNAVAILABLE RETRY")
        .containsKeys("REVERTED WAIT", "REVERTED COMPENSATE", "REFUSED COMPENSATE", "REFUSED REDO")
        .containsKeys("REFUSED PARK", "LATE UNDO", "OVERDUE COMPENSATE", "OVERDUE PARK")
        .containsKeys("SagaPaused", "SagaResumed", "ReactionHeld", "EffectGivenUp")
        .containsKeys("REFUSED CONTINUE", "REFUSED UNDO", "UNKNOWN CONTINUE", "UNKNOWN UNDO")
        .containsKeys("UNMET COMPENSATE", "UNMET CONTINUE", "UNMET PARK")
        .containsKeys("OVERDUE WAIT", "OVERDUE CONTINUE", "DeadlineExtended");
  }

  private static void count(Map<String, Integer> reached, String what) {
    reached.merge(what, 1, Integer::sum);
  }

  static void tell(StringBuilder story, SagaEvent event) {
    if (event instanceof SagaEvent.ObservationRecorded seen) {
      if (seen.meaning() != Meaning.REPEATED && seen.meaning() != Meaning.STALE) {
        story.append("\n  ").append(seen.at()).append(' ').append(seen.observation().effect());
        story.append(' ').append(seen.observation().status()).append(" -> ").append(seen.rung());
      }
    } else {
      story.append("\n  ").append(event);
    }
  }
}
