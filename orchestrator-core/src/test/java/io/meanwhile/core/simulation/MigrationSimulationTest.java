package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.SagaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sagas that are migrated at random moments to random versions, and back, under faults. A failure
 * names its seed; {@code -Dmeanwhile.seed=N} replays that one alone, {@code -Dmeanwhile.seeds=N}
 * runs more of them.
 */
class MigrationSimulationTest {
  private static final int BLOCK = 500;

  static IntStream blocks() {
    String one = System.getProperty("meanwhile.seed");
    int seeds = Integer.getInteger("meanwhile.seeds", 2_000);
    return one != null
        ? IntStream.of(Integer.parseInt(one))
        : IntStream.range(0, Math.ceilDiv(seeds, BLOCK)).map(block -> block * BLOCK);
  }

  private static Simulation run(int seed) {
    List<Definition> versions = new ArrayList<>();
    Simulation run =
        new Simulation(
            seed,
            (random, plain) -> seed % 3 == 0 ? RandomGroups.in(random, plain) : plain,
            (random, first) -> {
              versions.addAll(RandomVersion.of(random, first));
              return versions;
            });
    run.act =
        it -> {
          for (int i = 1 + it.random.nextInt(3); i > 0; i--) {
            Definition to = versions.get(it.random.nextInt(versions.size()));
            it.later(it.random.nextInt(90_000), () -> it.decide(RandomVersion.migrate(it, to)));
          }
        };
    run.run();
    return run;
  }

  @ParameterizedTest(name = "seeds from {0}")
  @MethodSource("blocks")
  void wheneverItIsMigratedTheBalancesAddUpAndItEnds(int from) {
    int count = System.getProperty("meanwhile.seed") == null ? BLOCK : 1;
    for (int seed = from; seed < from + count; seed++) {
      Simulation run = run(seed);
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
  void theSeedsReachEveryKindOfMigration() {
    Map<String, Integer> reached = new TreeMap<>();
    for (int seed = 0; seed < 500; seed++) {
      Simulation run = run(seed);
      boolean migrated = false;
      for (SagaEvent event : run.log) {
        if (event instanceof SagaEvent.SagaMigrated it) {
          migrated = true;
          reached.merge(
              it.migration().keeps().isEmpty() ? "none keeps" : "some keep", 1, Integer::sum);
          it.migration()
              .map()
              .forEach((place, name) ->
                  reached.merge(
                      name == null ? "apart" : name.equals(place) ? "taken over" : "renamed",
                      1,
                      Integer::sum));
        } else if (migrated && event instanceof SagaEvent.EffectRequested asked) {
          String kind = asked.effect().isAction() ? "begun after" : "undone after";
          reached.merge(asked.effect().generation() > 1 ? kind + " again" : kind, 1, Integer::sum);
        } else if (migrated && event instanceof SagaEvent.SagaEnded ended) {
          reached.merge(Objects.requireNonNull(ended.outcome()).name(), 1, Integer::sum);
        }
      }
    }
    assertThat(reached)
        .containsKeys("none keeps", "some keep", "apart", "taken over", "renamed")
        .containsKeys("begun after", "begun after again", "undone after", "undone after again")
        .containsKeys("COMPLETED", "COMPENSATED");
  }
}
