package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Everything in which one database differs from another, apart from its migrations. */
public enum Dialect {
  /** Embedded H2 on files. */
  H2("h2") {
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
  };

  private final String vendor;

  Dialect(String vendor) {
    this.vendor = vendor;
  }

  /** Where its migrations are. */
  public String migrations() {
    return "classpath:db/migration/" + vendor;
  }

  /** Inserts a row into {@code open_saga}, key and time, in the place of the one that is there. */
  abstract String open();

  /** Brings what was committed to where a power cut cannot reach it. */
  abstract void makeDurable(Connection connection) throws SQLException;

  /** Whether a unique constraint was violated: SQLState 23505 on all of them. */
  static boolean isDuplicate(SQLException failure) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      if ("23505".equals(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The dialect that the database speaks.
   *
   * @throws LogUnavailableException when it cannot be asked
   * @throws IllegalArgumentException when it is another one than those supported
   */
  public static Dialect of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> H2;
        default -> throw new IllegalArgumentException("unsupported database: " + product);
      };
    } catch (SQLException e) {
      throw new LogUnavailableException("the database cannot be reached", false, e);
    }
  }
}
