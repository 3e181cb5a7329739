package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sagas some of whose steps wait for times and messages, under faults. A failure names its seed;
 * {@code -Dmeanwhile.seed=N} replays that one alone, {@code -Dmeanwhile.seeds=N} runs more of them.
 */
class OwnSimulationTest {
  private static final int BLOCK = 500;

  static IntStream blocks() {
    String one = System.getProperty("meanwhile.seed");
    int seeds = Integer.getInteger("meanwhile.seeds", 2_000);
    return one != null
        ? IntStream.of(Integer.parseInt(one))
        : IntStream.range(0, Math.ceilDiv(seeds, BLOCK)).map(block -> block * BLOCK);
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("blocks")
  void whateverComesEarlyLateOrNeverTheBalancesAddUpAndNoTimerIsEarly(int from) {
    int count = System.getProperty("meanwhile.seed") == null ? BLOCK : 1;
    for (int seed = from; seed < from + count; seed++) {
      Simulation run = new Simulation(seed, RandomOwn::in);
      run.run();
      Judge.end(run);
      timers(run);
      if (!run.violations.isEmpty()) {
        StringBuilder story = new StringBuilder("seed " + seed + ": " + run.violations);
        story.append('\n').append(run.definition.steps());
        run.log.forEach(event -> SimulationTest.tell(story, event));
        fail(story.toString());
      }
    }
  }

  private static void timers(Simulation run) {
    Map<EffectKey, Instant> due = new HashMap<>();
    for (SagaEvent event : run.log) {
      if (event instanceof SagaEvent.EffectRequested asked && Own.of(asked.to()) == Own.TIMER) {
        due.put(asked.effect(), asked.until());
      }
      if (event instanceof SagaEvent.FinalityReached rang && due.containsKey(rang.effect())) {
        if (rang.at().isBefore(due.get(rang.effect())) || rang.rung() != Rung.FINAL) {
          run.violations.add("a timer rang early: " + rang);
        }
      }
    }
  }

  /** The seeds are worth something only if they reach the corners. */
  @Test
  void theSeedsReachMessagesThatComeAndThatDoNot() {
    Map<String, Integer> reached = new TreeMap<>();
    for (int seed = 0; seed < 500; seed++) {
      Simulation run = new Simulation(seed, RandomOwn::in);
      run.run();
      for (SagaEvent event : run.log) {
        if (event instanceof SagaEvent.ObservationRecorded seen
            && seen.meaning() == Meaning.MOVED
            && seen.observation().observer().equals(Own.PARTICIPANT)) {
          reached.merge("came", 1, Integer::sum);
        } else if (event instanceof SagaEvent.FinalityReached) {
          reached.merge("rang", 1, Integer::sum);
        } else if (event instanceof SagaEvent.DeadlinePassed passed
            && run.definition
                .step(passed.effect().step())
                .action()
                .to()
                .participant()
                .equals(Own.PARTICIPANT)) {
          reached.merge("never came", 1, Integer::sum);
        }
      }
    }
    assertThat(reached).containsOnlyKeys("came", "rang", "never came");
  }
}
