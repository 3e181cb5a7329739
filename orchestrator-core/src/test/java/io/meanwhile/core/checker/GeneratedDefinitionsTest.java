package io.meanwhile.core.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.simulation.RandomDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules hold in whatever order things come, also for definitions nobody thought of: branches,
 * pivots, quorums, reactions, at least six effects each. A failure names its seed; {@code
 * -Dmeanwhile.seed=N} checks that definition alone, {@code -Dmeanwhile.states=N} looks at so many
 * states of all together.
 */
class GeneratedDefinitionsTest {
  private static final int DEFINITIONS = 56;
  private static final int EFFECTS = 6;
  private static final int STATES = Integer.getInteger("meanwhile.states", 1_010_000);
  private static final AtomicLong SEEN = new AtomicLong();
  private static final long BEGUN = System.nanoTime();

  static LongStream seeds() {
    Long one = Long.getLong("meanwhile.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.iterate(0, seed -> seed + 1)
            .filter(seed -> effects(definition(seed)) >= EFFECTS)
            .limit(DEFINITIONS);
  }

  private static Definition definition(long seed) {
    return RandomDefinition.from(new Random(seed));
  }

  /** Actions and compensations that a saga of it can ask for. */
  private static long effects(Definition definition) {
    long undone = definition.steps().stream().map(Step::undo).filter(Objects::nonNull).count();
    return definition.steps().size() + undone;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noOrderOfEventsBreaksALaw(long seed) {
    Bounds bounds =
        Bounds.DEFAULT
            .withFaults((int) (seed % 2))
            .withMaxStates(Math.max(1, STATES / DEFINITIONS));

    CheckReport report = Checker.check(definition(seed), bounds);

    SEEN.addAndGet(report.states());
    List<CheckReport.Finding> defects =
        report.violations().stream().filter(f -> f.code().startsWith("invariant-")).toList();
    assertThat(defects).as("seed %d of%n%s", seed, report).isEmpty();
    assertThat(report.states()).isPositive();
  }

  @AfterAll
  static void tells() {
    double seconds = (System.nanoTime() - BEGUN) / 1e9;
    System.out.printf(
        "%d distinct states, %.0f a second%n", SEEN.get(), SEEN.get() / Math.max(seconds, 1e-9));
  }
}
