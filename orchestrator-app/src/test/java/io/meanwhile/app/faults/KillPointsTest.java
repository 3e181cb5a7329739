package io.meanwhile.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process dies at every point that has a name, one life after another on the same database, and
 * each life begins with what the one before left behind. Then all sagas end, and the checker reads
 * what was recorded. {@code -Dmeanwhile.kills=N} goes through all points N / 20 times; {@code
 * -Dmeanwhile.seed=S} repeats a run.
 */
@OnEveryStore
class KillPointsTest {
  private static final int ROUNDS = Math.ceilDiv(Integer.getInteger("meanwhile.kills", 1), 20);

  /** Only at the beginning of a life. */
  private static final Set<String> EARLY =
      names(EnumSet.of(Moment.RECOVERING, Moment.RECOVERED, Moment.LOADING, Moment.LOADED));

  /** Often in a life: it may be any of the first few hits. */
  private static final Set<String> FREQUENT =
      names(
          EnumSet.complementOf(
              EnumSet.of(
                  Moment.RECOVERING,
                  Moment.RECOVERED,
                  Moment.LOADING,
                  Moment.LOADED,
                  Moment.COMMAND_ASKED,
                  Moment.COMMAND_TAKEN,
                  Moment.ALARM_RINGING,
                  Moment.ALARM_RUNG)));

  @TempDir private Path directory;

  private final Store store;
  private final long seed = Long.getLong("meanwhile.seed", System.nanoTime());

  KillPointsTest(Store store) {
    this.store = store;
  }

  @Test
  void everyPointIsHitAndNothingIsLostOrDoneTwice() throws Exception {
    String classPath = ClassPath.inJars(directory);
    Chain one = new Chain(store, directory.resolve("one"), classPath, seed);
    Chain other = new Chain(store, directory.resolve("other"), classPath, seed + 1);
    atOnce(() -> rounds(one, 0), () -> rounds(other, 1));
  }

  /** Every other point, in an order of its own. */
  private Void rounds(Chain chain, int which) throws Exception {
    chain.warmUp();
    Random random = new Random(seed + which);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> all = points(store);
      List<String> points = new ArrayList<>();
      for (int i = (which + round) % 2; i < all.size(); i += 2) {
        points.add(all.get(i));
      }
      Collections.shuffle(points, random);
      assertThat(chain.missed(points)).as("never reached, seed " + seed).isEmpty();
    }
    chain.judge();
    return null;
  }

  private static void atOnce(Callable<Void> one, Callable<Void> other) throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (Future<Void> part : threads.invokeAll(List.of(one, other))) {
        part.get();
      }
    }
  }

  @Test
  void recoveryThatIsKilledThreeDeepStillRecovers() throws Exception {
    Chain chain = new Chain(store, directory, ClassPath.inJars(directory), seed);
    assertThat(chain.dies(Moment.APPENDED.name(), 5)).isTrue();
    for (Moment moment : List.of(Moment.RECOVERING, Moment.LOADING, Moment.LOADED)) {
      assertThat(chain.dies(moment.name(), 1)).as(moment + ", seed " + seed).isTrue();
    }
    assertThat(chain.dies(Moment.ACKNOWLEDGED.name(), 9)).isTrue();
    assertThat(chain.dies("AFTER_" + Statements.FRAMES, 9)).isTrue();
    chain.judge();
  }

  static boolean isEarly(String point) {
    return EARLY.contains(point) || point.endsWith("_DEFINITION");
  }

  static boolean isFrequent(String point) {
    return FREQUENT.contains(point)
        || point.endsWith(Statements.FRAMES.name())
        || point.contains("PARTICIPANT")
        || point.contains("CALLER");
  }

  private static Set<String> names(Set<Moment> moments) {
    return moments.stream().map(Moment::name).collect(Collectors.toSet());
  }

  static List<String> points(Store store) {
    List<String> points = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      points.add(moment.name());
    }
    points.addAll(Statements.points(store));
    points.addAll(List.of(Shop.ASKED, Shop.PERFORMED, Load.ANSWERED, Load.NOTED));
    return points;
  }
}
