package io.meanwhile.app.faults;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.log.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One life of a process that halts when it reaches one point for the k-th time; no code runs after
 * that, as with kill -9. It ends by itself when all sagas have ended first.
 */
final class Doomed {
  static final int HALTED = 137;

  /** Lets the life go on to its end. */
  static final String NONE = "NONE";

  private final String point;
  private final AtomicInteger left;

  private Doomed(String point, int count) {
    this.point = point;
    this.left = new AtomicInteger(count);
  }

  /** Directory, the life's name, the point, which of its hits, how many sagas. */
  public static void main(String[] arguments) throws Exception {
    new Doomed(arguments[2], Integer.parseInt(arguments[3]))
        .live(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[4]));
    System.exit(0);
  }

  private void pass(String reached) {
    if (reached.equals(point) && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  private void live(Path directory, String name, int sagas) throws Exception {
    Journal calls = new Journal(directory.resolve("shop"));
    Journal told = new Journal(directory.resolve("caller"));
    try (HikariDataSource source = EmbeddedDatabase.open(directory.resolve("data"));
        Life life =
            new Life(
                source,
                new WatchedSource(source, watch()),
                new Shop(calls, this::pass),
                moment -> pass(moment.name()))) {
      Load load = new Load(life, told, this::pass);
      load.define(name);
      load.start(name, sagas);
      load.awaitEnds();
    }
  }

  private WatchedSource.Watch watch() {
    return new WatchedSource.Watch() {
      @Override
      public void before(Statements statement) {
        pass("BEFORE_" + statement);
      }

      @Override
      public void after(Statements statement) {
        pass("AFTER_" + statement);
      }
    };
  }
}
