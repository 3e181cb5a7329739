package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.FaultySource;
import io.meanwhile.app.store.FaultySource.Asked;
import io.meanwhile.app.store.FaultySource.Fault;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database fails under load in every way it knows: nobody is told what is not so. */
@OnEveryStore
@Timeout(120)
class DatabaseTest {
  private static final List<String> STATES =
      List.of(
          "40001", "40P01", "57014", "57P01", "25006", "55P03", "53100", "53300", "08006", "HYT00");

  @TempDir Path directory;

  private final Store store;
  private final long seed = Long.getLong("meanwhile.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final AtomicInteger faults = new AtomicInteger();

  DatabaseTest(Store store) {
    this.store = store;
  }

  /** What becomes of a commit. */
  enum Lost {
    THE_COMMIT,
    ITS_ANSWER,
    EITHER
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void whatBecameOfACommitIsFoundOut(Lost lost) throws Exception {
    run(
        new Fault() {
          @Override
          public void before(Asked asked) throws SQLException {
            if (asked == Asked.COMMIT_OF_LOG && lost != Lost.ITS_ANSWER) {
              failSometimes(4, "08006");
            }
          }

          @Override
          public void after(Asked asked) throws SQLException {
            if (asked == Asked.COMMIT_OF_LOG && lost != Lost.THE_COMMIT) {
              failSometimes(4, "08006");
            }
          }
        },
        12);
  }

  @Test
  void anyStatementMayFailForAnyReason() throws Exception {
    run(
        new Fault() {
          @Override
          public void before(Asked asked) throws SQLException {
            failSometimes(12, STATES.get(dice(STATES.size())));
          }
        },
        60);
  }

  private void run(Fault fault, int enough) throws Exception {
    System.out.println("seed " + seed);
    FaultySource[] faulty = new FaultySource[1];
    try (Crowd crowd = new Crowd();
        House house =
            House.in(store.at(directory))
                .participant("shop", crowd::perform)
                .between(source -> faulty[0] = new FaultySource(source))
                .open()) {
      crowd.into(house).awaitAcknowledged(20);
      faulty[0].inject(fault);
      while (faults.get() < enough) {
        crowd.awaitAcknowledged(1);
      }
      faulty[0].heal();
      crowd.awaitAcknowledged(20);
      crowd.judge();
    } catch (AssertionError e) {
      throw new AssertionError("with -Dmeanwhile.seed=" + seed, e);
    }
  }

  private synchronized int dice(int sides) {
    return random.nextInt(sides);
  }

  private void failSometimes(int sides, String state) throws SQLException {
    if (dice(sides) == 0) {
      faults.incrementAndGet();
      throw new SQLException("on purpose", state);
    }
  }

  @Test
  void whileAllConnectionsAreTakenTheLogIsWrittenAndNotRead() throws Exception {
    try (Crowd crowd = new Crowd();
        House house =
            House.in(new Impatient(store.at(directory)))
                .participant("shop", crowd::perform)
                .open()) {
      crowd.into(house).awaitAcknowledged(20);
      List<Connection> taken = takeAll(house.source);
      EngineTest.assertRefused(
          house.orchestrator.start(House.request("asked-for", "bought")), "unavailable");
      assertThat(house.start(null, "bought").created()).isTrue();
      for (Connection each : taken) {
        each.close();
      }
      crowd.awaitAcknowledged(20);
      crowd.judge();
    }
  }

  /** Whoever asks for a connection waits for a quarter of a second, not for half a minute. */
  private record Impatient(Database database) implements Database {
    @Override
    public HikariDataSource open() {
      HikariConfig config = new HikariConfig();
      try (HikariDataSource patient = database.open()) {
        patient.copyStateTo(config);
      }
      config.setConnectionTimeout(250);
      return new HikariDataSource(config);
    }

    @Override
    public String address() {
      return database.address();
    }

    @Override
    public void cutOff() throws Exception {
      database.cutOff();
    }
  }

  /** Until there is none to be had. */
  private static List<Connection> takeAll(DataSource pool) {
    List<Connection> taken = new ArrayList<>();
    for (int missed = 0; missed < 2; ) {
      try {
        taken.add(pool.getConnection());
      } catch (SQLException none) {
        missed++;
      }
    }
    return taken;
  }
}
