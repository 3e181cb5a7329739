package io.meanwhile.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.history.HistoryChecker;
import io.meanwhile.app.projections.ListDatabase;
import io.meanwhile.app.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One life after another on the same database. */
final class Chain {
  private static final int SAGAS = 14;

  /** What a caller may be told instead of an acknowledgement. */
  private static final List<String> REFUSALS = List.of("cancel refused: saga-ended");

  private final Path directory;
  private final String address;
  private final String classPath;
  private final String seed;
  private final Random random;
  private int lives;

  Chain(Store store, Path directory, String classPath, long seed) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.address = store.at(directory.resolve("data")).address();
    this.classPath = classPath;
    this.seed = "seed " + seed;
    this.random = new Random(seed);
  }

  /** Those of the points that no life reaches. */
  List<String> missed(List<String> points) throws Exception {
    List<String> missed = new ArrayList<>();
    for (String point : points) {
      int count = KillPointsTest.isFrequent(point) ? 1 + random.nextInt(6) : 1;
      if (!dies(point, count) && !dies(point, 1)) {
        missed.add(point);
      }
    }
    return missed;
  }

  /** False when it lived to its end. */
  boolean dies(String point, int count) throws Exception {
    boolean atOnce = KillPointsTest.isEarly(point) || random.nextInt(4) == 0;
    int exit = live(point, count, atOnce, SAGAS);
    assertThat(exit).as(said(point)).isIn(0, Doomed.HALTED);
    return exit == Doomed.HALTED;
  }

  /** Lets all sagas end and the list come up with them, and reads what everybody has recorded. */
  void judge() throws Exception {
    assertThat(live(Doomed.NONE, 1, true, 0)).as(said(Doomed.NONE)).isZero();
    Journal caller = new Journal(directory.resolve("caller"));
    try (HikariDataSource source = Doomed.open(address);
        ListDatabase list = Doomed.list(address, source)) {
      var history = Recorded.history(source, new Journal(directory.resolve("shop")), caller);
      assertThat(HistoryChecker.flaws(history)).as(seed).isEmpty();
      Map<String, Long> answers = Recorded.answers(caller);
      assertThat(answers.getOrDefault("start", 0L)).as(seed + answers).isGreaterThan(2L * lives);
      assertThat(answers).as(seed).containsKeys("cancel", "observe");
      assertThat(answers.keySet().stream().filter(each -> each.contains("refused")))
          .as(seed + answers)
          .isSubsetOf(REFUSALS);
      assertThat(history.calls()).hasSizeGreaterThan(history.promises().size());
      assertThat(Recorded.listed(list.source())).as(seed).isEqualTo(Recorded.sagas(source));
    }
  }

  private int live(String point, int count, boolean atOnce, int sagas) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + directory.resolve("classes.jsa"),
                "-cp",
                classPath,
                Doomed.class.getName(),
                directory.toString(),
                address,
                "life" + ++lives,
                point,
                String.valueOf(count),
                String.valueOf(atOnce),
                String.valueOf(sagas))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("stuck: " + said(point)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Once to its end, so that there is an archive of the classes. */
  void warmUp() throws Exception {
    assertThat(live(Doomed.NONE, 1, true, SAGAS)).as(said(Doomed.NONE)).isZero();
  }

  private String said(String point) throws IOException {
    return seed + ", " + point + "\n" + Files.readString(directory.resolve("said"));
  }
}
