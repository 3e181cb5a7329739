package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.PostgresServer;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Others hold the log, fill the disk or slow it down, in a real database and not in front of it.
 */
@Timeout(120)
class BusyDatabaseTest {
  private static final String LOCK = "SELECT pg_advisory_lock(" + 0x6d65616e7768696cL + ")";

  /** Rows where the log's next ones are to be, by somebody who does not say whether they stay. */
  private static final String IN_THE_WAY =
      "INSERT INTO log (position, saga_key, first_sequence, event_count, recorded_at, previous_hash,"
          + " last_hash, events) SELECT head.p + r.x, l.saga_key, 1000000 + r.x, 1, l.recorded_at,"
          + " l.previous_hash, l.last_hash, l.events FROM (SELECT MAX(position + event_count) p"
          + " FROM log) head, SYSTEM_RANGE(200, 203) r, (SELECT * FROM log FETCH FIRST ROW ONLY) l";

  @TempDir Path directory;

  /** What is done to a house in use. */
  private interface Deed {
    void to(House house, Crowd crowd) throws Exception;
  }

  private static void during(Database database, Deed deed) throws Exception {
    try (Crowd crowd = new Crowd();
        House house = House.in(database).participant("shop", crowd::perform).open()) {
      crowd.into(house).awaitAcknowledged(30);
      deed.to(house, crowd);
      crowd.awaitAcknowledged(30);
      crowd.judge();
    }
  }

  private static void execute(House house, String sql) throws SQLException {
    try (Connection connection = house.source.getConnection()) {
      execute(connection, sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void whoeverHoldsTheLockOfTheLogIsWaitedFor() throws Exception {
    during(
        PostgresServer.shared().database(),
        (house, _) -> {
          try (Connection foreign = house.source.getConnection()) {
            execute(foreign, LOCK);
            awaitWriter(foreign);
            execute(foreign, "SELECT pg_advisory_unlock_all()");
          }
        });
  }

  @Test
  void aWriterWhoseStatementIsCancelledOrWhoseSessionIsEndedComesBack() throws Exception {
    during(
        PostgresServer.shared().database(),
        (house, crowd) -> {
          try (Connection foreign = house.source.getConnection()) {
            for (String how : new String[] {"pg_cancel_backend", "pg_terminate_backend"}) {
              execute(foreign, LOCK);
              long waiting = awaitWriter(foreign);
              execute(foreign, "SELECT " + how + "(" + waiting + ")");
              crowd.awaitRefused(5);
              execute(foreign, "SELECT pg_advisory_unlock_all()");
              crowd.awaitAcknowledged(10);
            }
          }
        });
  }

  /** The process id of the session that waits for the lock. */
  private static long awaitWriter(Connection foreign) throws Exception {
    String waiting =
        "SELECT COALESCE(MIN(l.pid), 0) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            + " WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()";
    long pid = 0;
    while (pid == 0) {
      Thread.sleep(5);
      try (Statement statement = foreign.createStatement();
          var row = statement.executeQuery(waiting)) {
        row.next();
        pid = row.getLong(1);
      }
    }
    return pid;
  }

  @Test
  void aServerWhoseDiskIsFullIsWaitedFor() throws Exception {
    during(
        PostgresServer.shared().database(),
        (house, crowd) -> {
          trigger(house, "RAISE EXCEPTION 'full' USING ERRCODE = '53100'");
          crowd.awaitRefused(20);
          execute(house, "DROP TRIGGER trouble ON log");
        });
  }

  @Test
  void aServerWhoseDiskIsSlowIsNoFailure() throws Exception {
    during(
        PostgresServer.shared().database(),
        (house, crowd) -> {
          trigger(house, "PERFORM pg_sleep(0.03)");
          crowd.awaitAcknowledged(30);
          assertThat(crowd.refusals()).isZero();
          execute(house, "DROP TRIGGER trouble ON log");
        });
  }

  private static void trigger(House house, String what) throws SQLException {
    execute(
        house,
        "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
            + what
            + "; RETURN NULL; END$$");
    execute(
        house,
        "CREATE TRIGGER trouble AFTER INSERT ON log FOR EACH STATEMENT EXECUTE FUNCTION trouble()");
  }

  @Test
  void aServerThatBecomesReadOnlyIsWaitedFor() throws Exception {
    during(
        PostgresServer.shared().database(),
        (house, crowd) -> {
          String name =
              JdbcClient.create(house.source)
                  .sql("SELECT current_database()")
                  .query(String.class)
                  .single();
          String all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '";
          PostgresServer server = PostgresServer.shared();
          server.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
          server.execute(all + name + "'");
          crowd.awaitRefused(20);
          server.execute("ALTER DATABASE " + name + " RESET default_transaction_read_only");
          server.execute(all + name + "'");
        });
  }

  @Test
  void rowsThatSomebodyElseHoldsAreWaitedForAndThenGivenUp() throws Exception {
    during(
        Store.H2.at(directory),
        (house, crowd) -> {
          try (Connection foreign = house.source.getConnection()) {
            foreign.setAutoCommit(false);
            execute(foreign, IN_THE_WAY);
            crowd.awaitRefused(5);
            foreign.rollback();
            foreign.setAutoCommit(true);
          }
        });
  }
}
