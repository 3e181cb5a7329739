package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** How a session on a PostgreSQL server must be, so that what it commits is kept. */
final class WriterSession {
  private static final System.Logger LOGGER = System.getLogger(WriterSession.class.getName());

  /** The oldest that has all that is used here. */
  private static final int OLDEST = 13;

  /** A server that says nothing for so long is taken for lost; the engine then asks anew. */
  private static final int SILENCE_MILLIS = 20_000;

  private static final String SETTINGS =
      "SELECT current_setting('server_version_num')::int / 10000, current_setting('fsync'),"
          + " current_setting('full_page_writes'), current_setting('transaction_read_only')";

  /**
   * No statement timeout, whatever the role's is: it would also end a commit's wait for a standby,
   * which then looks like success. Keep-alives free the lock of a machine that vanished.
   */
  private static final String SET =
      "SET statement_timeout = 0; SET lock_timeout = '10s'; SET tcp_keepalives_idle = 20;"
          + " SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; ";

  private static final String WAIT_FOR_DISK =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  private WriterSession() {}

  /**
   * Makes the connection fit for writing the log.
   *
   * @throws LogUnavailableException when the server is not fit for it
   */
  static void prepare(Connection connection, boolean synchronous) throws SQLException {
    connection.setAutoCommit(true);
    connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(SETTINGS)) {
        row.next();
        check(row, synchronous);
      }
      statement.execute(SET + (synchronous ? WAIT_FOR_DISK : "SET synchronous_commit = off"));
    }
  }

  private static void check(ResultSet row, boolean synchronous) throws SQLException {
    if (row.getInt(1) < OLDEST) {
      throw unfit("PostgreSQL " + row.getInt(1) + " is too old; it must be 13 or newer");
    }
    if (isOn(row.getString(4))) {
      throw unfit("the database is read-only, as a standby is");
    }
    if (synchronous && !isOn(row.getString(2))) {
      throw unfit(
          "the database server runs with fsync=off and would lose what it acknowledges; set it on");
    }
    if (synchronous && !isOn(row.getString(3))) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "The database server runs with full_page_writes=off: unless its file system never tears"
              + " a page, a power cut can destroy the log. Set it on.");
    }
  }

  private static boolean isOn(String setting) {
    return "on".equals(setting.toLowerCase(Locale.ROOT));
  }

  private static LogUnavailableException unfit(String why) {
    return new LogUnavailableException(why, false, null);
  }

  /** Returns when all that was committed before is on disk; at once where each commit waits. */
  static void flush(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
        row.next();
        if (!"off".equals(row.getString(1))) {
          return;
        }
      }
      // One more commit, which waits: the disk has all that is before it then.
      statement.execute(
          "BEGIN; SET LOCAL synchronous_commit = on; SELECT pg_current_xact_id(); COMMIT");
    }
  }
}
