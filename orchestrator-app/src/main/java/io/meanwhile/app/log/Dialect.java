package io.meanwhile.app.log;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Everything in which one database differs from another, apart from its migrations. */
public enum Dialect {
  /** Embedded H2 on files. */
  H2("h2") {
    @Override
    GroupInsert inserting(Connection connection, boolean synchronous) throws SQLException {
      return new BatchedInsert(connection, this, synchronous);
    }

    @Override
    String open() {
      return "MERGE INTO open_saga (saga_key, look_at) KEY (saga_key) VALUES (?,?)";
    }

    // A commit of H2 reaches the file but not the disk; a power cut would lose it.
    @Override
    void makeDurable(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
      }
    }

    @Override
    SagaKeys keys(Connection connection, long largest) {
      return new SagaKeys(largest);
    }

    @Override
    boolean shared() {
      return false;
    }
  },

  /** A PostgreSQL server. */
  POSTGRESQL("postgresql") {
    @Override
    GroupInsert inserting(Connection connection, boolean synchronous) throws SQLException {
      WriterSession.prepare(connection, synchronous);
      return new PipelinedInsert(connection);
    }

    @Override
    String open() {
      return "INSERT INTO open_saga (saga_key, look_at) VALUES (?,?)"
          + " ON CONFLICT (saga_key) DO UPDATE SET look_at = EXCLUDED.look_at";
    }

    // Once a later commit is on disk, so are those before it: also where this one did not wait.
    @Override
    void makeDurable(Connection connection) throws SQLException {
      WriterSession.flush(connection);
    }

    @Override
    SagaKeys keys(Connection connection, long largest) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT nextval('key_maker')")) {
        row.next();
        return new SagaKeys(largest, row.getInt(1));
      }
    }

    @Override
    boolean shared() {
      return true;
    }
  };

  private final String vendor;

  Dialect(String vendor) {
    this.vendor = vendor;
  }

  /** Where its migrations are. */
  public String migrations() {
    return "classpath:db/migration/" + vendor;
  }

  /**
   * What writes the log on this connection.
   *
   * @param synchronous false need not wait for the disk
   * @throws LogUnavailableException when this database would not keep what it acknowledges
   */
  abstract GroupInsert inserting(Connection connection, boolean synchronous) throws SQLException;

  /** Inserts a row into {@code open_saga}, key and time, in the place of the one that is there. */
  abstract String open();

  /** Brings what was committed to where a power cut cannot reach it. */
  abstract void makeDurable(Connection connection) throws SQLException;

  /** Keys that nobody else who has this database open gives out. */
  abstract SagaKeys keys(Connection connection, long largest) throws SQLException;

  /** Whether other processes may have the same database open, and add to the log. */
  abstract boolean shared();

  /**
   * The dialect that the database speaks.
   *
   * @throws LogUnavailableException when it cannot be asked, or is another one than those supported
   */
  public static Dialect of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> H2;
        case "PostgreSQL" -> POSTGRESQL;
        default ->
            throw new LogUnavailableException(
                product + " is not supported, only H2 and PostgreSQL are", false, null);
      };
    } catch (SQLException | PoolInitializationException e) {
      throw new LogUnavailableException(Failures.reason(e), false, e);
    }
  }
}
