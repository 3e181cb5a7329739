package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sagas whose participants forget keys, under faults. A failure names its seed; {@code
 * -Dmeanwhile.seed=N} replays that one alone, {@code -Dmeanwhile.seeds=N} runs more of them.
 */
class MemorySimulationTest {
  private static final int BLOCK = 500;

  static IntStream blocks() {
    String one = System.getProperty("meanwhile.seed");
    int seeds = Integer.getInteger("meanwhile.seeds", 2_000);
    return one != null
        ? IntStream.of(Integer.parseInt(one))
        : IntStream.range(0, Math.ceilDiv(seeds, BLOCK)).map(block -> block * BLOCK);
  }

  private static Simulation simulation(long seed) {
    return new Simulation(
        seed,
        (random, plain) -> {
          var forgetful = RandomMemory.in(random, plain);
          return seed % 3 == 0 ? RandomGroups.in(random, forgetful) : forgetful;
        });
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("blocks")
  void whoeverForgetsTheBalancesAddUp(int from) {
    int count = System.getProperty("meanwhile.seed") == null ? BLOCK : 1;
    for (int seed = from; seed < from + count; seed++) {
      Simulation run = simulation(seed);
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

  /** Otherwise the balances would add up whatever was sent. */
  @Test
  void whereADefinitionDoesNotSayThatTheyForgetTheBalancesShowWhatIsDoneTwice() {
    Set<String> shown = new TreeSet<>();
    for (int seed = 0; seed < 300; seed++) {
      Simulation run = new Simulation(seed);
      run.forgetting.unsaid = Duration.ofSeconds(6);
      run.run();
      Judge.end(run);
      run.violations.forEach(said -> shown.add(said.replaceAll("s\\d+\\S*", "a step")));
    }

    assertThat(shown)
        .contains("completed, yet a step has balance 2", "compensated, yet a step has balance 1")
        .contains("undone twice: a step");
  }

  /** The seeds are worth something only if they reach the corners. */
  @Test
  void theSeedsReachWhereAKeyIsNotSentAgain() {
    Set<String> reached = new TreeSet<>();
    for (int seed = 0; seed < 1_000; seed++) {
      Simulation run = simulation(seed);
      Saga saga = run.run();
      reached.add(Objects.requireNonNull(saga.ended()).outcome().name());
      for (SagaEvent event : run.log) {
        if (event instanceof SagaEvent.QuestionOpened q && q.why().contains("remember the key")) {
          String about = Objects.requireNonNull(q.effect()).isAction() ? "action" : "compensation";
          reached.add("asked about the " + about);
        }
      }
      if (run.forgetting.tooLate > 0) {
        reached.add("too late to be sent");
      }
    }
    assertThat(reached)
        .contains("COMPLETED", "COMPENSATED", "too late to be sent")
        .contains("asked about the action", "asked about the compensation");
  }
}
