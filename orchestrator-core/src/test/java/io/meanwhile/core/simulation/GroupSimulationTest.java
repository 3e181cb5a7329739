package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.SagaEvent;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sagas with fan-outs, races and loops, under faults, with times and messages beside them. A
 * failure names its seed; {@code -Dmeanwhile.seed=N} replays that one alone, {@code
 * -Dmeanwhile.seeds=N} runs more of them.
 */
class GroupSimulationTest {
  private static final int BLOCK = 500;

  static IntStream blocks() {
    String one = System.getProperty("meanwhile.seed");
    int seeds = Integer.getInteger("meanwhile.seeds", 2_000);
    return one != null
        ? IntStream.of(Integer.parseInt(one))
        : IntStream.range(0, Math.ceilDiv(seeds, BLOCK)).map(block -> block * BLOCK);
  }

  private static Definition groups(Random random, Definition plain) {
    Definition groups = RandomGroups.in(random, plain);
    return random.nextInt(3) == 0 ? RandomOwn.in(random, groups) : groups;
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("blocks")
  void whateverBecomesOfTheirMembersTheBalancesAddUp(int from) {
    int count = System.getProperty("meanwhile.seed") == null ? BLOCK : 1;
    for (int seed = from; seed < from + count; seed++) {
      Simulation run = new Simulation(seed, GroupSimulationTest::groups);
      run.run();
      Judge.end(run);
      if (!run.violations.isEmpty()) {
        StringBuilder story = new StringBuilder("seed " + seed + ": " + run.violations);
        story.append('\n').append(run.definition.steps());
        run.log.forEach(event -> SimulationTest.tell(story, event));
        fail(story.toString());
      }
    }
  }

  /** The seeds are worth something only if they reach the corners. */
  @Test
  void theSeedsReachJoinsOfEveryKindThatAreReachedLostAndUnmet() {
    Map<String, Integer> reached = new TreeMap<>();
    for (int seed = 0; seed < 500; seed++) {
      Simulation run = new Simulation(seed, GroupSimulationTest::groups);
      run.run();
      for (SagaEvent event : run.log) {
        boolean member = event instanceof SagaEvent.StepSkipped s && s.effect().isMember();
        reached.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        reached.merge(member ? "a member left out" : "", 1, Integer::sum);
        if (event instanceof SagaEvent.JoinReached joined) {
          reached.merge(joined.accepted() ? "taken as it is" : "" + joined.rung(), 1, Integer::sum);
        } else if (event instanceof SagaEvent.Diverged d && d.effect() != null) {
          boolean group = run.definition.step(d.effect().place()).flow() != null;
          reached.merge(group ? d.kind() + " " + d.reaction() : "", 1, Integer::sum);
        }
      }
    }
    assertThat(reached)
        .containsKeys("GroupBegun", "JoinReached", "JoinLost", "a member left out")
        .containsKeys("CONFIRMED", "FINAL", "taken as it is")
        .containsKeys("OVERDUE WAIT", "OVERDUE REDO", "OVERDUE CONTINUE", "OVERDUE COMPENSATE")
        .containsKeys("UNMET REDO", "UNMET CONTINUE", "UNMET COMPENSATE", "UNMET PARK");
  }
}
