package io.meanwhile.app.faults;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.log.EmbeddedDatabase;
import io.meanwhile.app.log.ServerDatabase;
import io.meanwhile.app.projections.ListDatabase;
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
  private volatile boolean armed;

  private Doomed(String point, int count, boolean atOnce) {
    this.point = point;
    this.left = new AtomicInteger(count);
    this.armed = atOnce;
  }

  /**
   * The directory, the database, the life's name, the point, which of its hits, whether those count
   * that come before a first few callers were told, how many sagas.
   */
  public static void main(String[] arguments) throws Exception {
    new Doomed(arguments[3], Integer.parseInt(arguments[4]), Boolean.parseBoolean(arguments[5]))
        .live(Path.of(arguments[0]), arguments[1], arguments[2], Integer.parseInt(arguments[6]));
    System.exit(0);
  }

  private void pass(String reached) {
    if (armed && reached.equals(point) && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(HALTED);
    }
  }

  private void live(Path directory, String address, String name, int sagas) throws Exception {
    Journal calls = new Journal(directory.resolve("shop"));
    Journal told = new Journal(directory.resolve("caller"));
    try (HikariDataSource source = open(address);
        ListDatabase list = list(address, source);
        Life life =
            new Life(
                source,
                new WatchedSource(source, watch(false)),
                new WatchedSource(list.source(), watch(true)),
                new Shop(calls, this::pass),
                moment -> pass(moment.name()))) {
      Load load = new Load(life, told, this::pass);
      load.define(name);
      load.start(name, sagas, () -> armed = true);
      load.awaitEnds();
    }
  }

  /** The address of a server, or a directory. */
  static HikariDataSource open(String address) {
    return isServer(address)
        ? ServerDatabase.open(address, "postgres", "postgres")
        : EmbeddedDatabase.open(Path.of(address));
  }

  static ListDatabase list(String address, HikariDataSource source) {
    return isServer(address) ? ListDatabase.within(source) : ListDatabase.in(Path.of(address));
  }

  private static boolean isServer(String address) {
    return address.startsWith("jdbc:");
  }

  private WatchedSource.Watch watch(boolean list) {
    return new WatchedSource.Watch() {
      @Override
      public void before(Statements statement) {
        pass("BEFORE_" + statement.of(list));
      }

      @Override
      public void after(Statements statement) {
        pass("AFTER_" + statement.of(list));
      }
    };
  }
}
