package io.meanwhile.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.history.HistoryChecker;
import io.meanwhile.app.log.EmbeddedDatabase;
import io.meanwhile.app.moments.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process dies at every point that has a name, one life after another on the same files, and each
 * life begins with what the one before left behind. Then all sagas end, and the checker reads what
 * was recorded. {@code -Dmeanwhile.kills=N} goes through all points N times; {@code
 * -Dmeanwhile.seed=S} repeats a run.
 */
class KillPointsTest {
  private static final int ROUNDS = Math.ceilDiv(Integer.getInteger("meanwhile.kills", 1), 20);
  private static final int SAGAS = 14;

  @TempDir private Path directory;

  private final long seed = Long.getLong("meanwhile.seed", System.nanoTime());
  private int lives;

  @Test
  void everyPointIsHitAndNothingIsLostOrDoneTwice() throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> points = points();
      Collections.shuffle(points, random);
      List<String> missed = new ArrayList<>();
      for (String point : points) {
        if (!dies(point, 1 + random.nextInt(rare(point) ? 1 : 6)) && !dies(point, 1)) {
          missed.add(point);
        }
      }
      assertThat(missed).as("never reached, seed " + seed).isEmpty();
    }
    judge();
  }

  @Test
  void recoveryThatIsKilledThreeDeepStillRecovers() throws Exception {
    assertThat(dies(Moment.APPENDED.name(), 5)).isTrue();
    for (Moment moment : List.of(Moment.RECOVERING, Moment.LOADING, Moment.LOADED)) {
      assertThat(dies(moment.name(), 1)).as(moment + ", seed " + seed).isTrue();
    }
    judge();
  }

  /** Once in a life, at its beginning. */
  private static boolean rare(String point) {
    return point.startsWith("RECOVER") || point.endsWith("DEFINITION");
  }

  static List<String> points() {
    List<String> points = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      points.add(moment.name());
    }
    for (Statements statement : Statements.values()) {
      points.add("BEFORE_" + statement);
      points.add("AFTER_" + statement);
    }
    points.addAll(List.of(Shop.ASKED, Shop.PERFORMED, Load.ANSWERED, Load.NOTED));
    return points;
  }

  /** False when it lived to its end. */
  private boolean dies(String point, int count) throws Exception {
    int exit = live(point, count, SAGAS);
    assertThat(exit).as(said()).isIn(0, Doomed.HALTED);
    return exit == Doomed.HALTED;
  }

  private void judge() throws Exception {
    assertThat(live(Doomed.NONE, 1, 0)).as(said()).isZero();
    try (HikariDataSource source = EmbeddedDatabase.open(directory.resolve("data"))) {
      var history =
          Recorded.history(
              source,
              new Journal(directory.resolve("shop")),
              new Journal(directory.resolve("caller")));
      assertThat(history.promises()).isNotEmpty();
      assertThat(history.calls()).hasSizeGreaterThan(history.promises().size());
      assertThat(HistoryChecker.flaws(history)).as("seed " + seed).isEmpty();
    }
  }

  private int live(String point, int count, int sagas) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                directory.toString(),
                "life" + ++lives,
                point,
                String.valueOf(count),
                String.valueOf(sagas))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("stuck at " + point).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private String said() throws IOException {
    return "seed " + seed + "\n" + Files.readString(directory.resolve("said"));
  }
}
