package io.meanwhile.app.store;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.log.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The kinds of database that the service runs on. */
public enum Store {
  H2 {
    @Override
    public Database at(Path directory) {
      return new Files(directory);
    }
  },
  POSTGRESQL {
    @Override
    public Database at(Path directory) {
      return PostgresServer.shared().database(directory);
    }
  };

  /**
   * The database of this kind that belongs to a directory; the same directory, the same database.
   *
   * @param directory one that the test has to itself, as JUnit gives it; PostgreSQL takes it for a
   *     name only
   */
  public abstract Database at(Path directory);

  private record Files(Path directory) implements Database {
    @Override
    public HikariDataSource open() {
      return EmbeddedDatabase.open(directory);
    }

    @Override
    public String address() {
      return directory.toString();
    }

    @Override
    public void cutOff() throws SQLException {
      try (HikariDataSource pool = open()) {
        Connection connection = pool.getConnection();
        try (Statement statement = connection.createStatement()) {
          statement.execute("SHUTDOWN IMMEDIATELY");
        }
        pool.evictConnection(connection);
      }
    }
  }
}
