package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far each schedule has come. Every method throws {@link LogUnavailableException} when the
 * store cannot be asked.
 */
public final class ScheduleStore {
  private final DataSource source;
  private final Dialect dialect;
  private final JdbcClient jdbc;

  public ScheduleStore(DataSource source) {
    this.source = source;
    this.dialect = Dialect.of(source);
    this.jdbc = JdbcClient.create(source);
  }

  /**
   * How far one schedule has come.
   *
   * @param name of the definition
   * @param lastAt the last time that was seen to
   * @param lastSaga the last saga that it started; null for none
   */
  public record Progress(String name, Instant lastAt, @Nullable String lastSaga, boolean paused) {}

  /** Something that a person did to a schedule. */
  public record Act(String name, Instant at, String type, String who, String reason) {}

  /** All of them. */
  public List<Progress> list() {
    try {
      return jdbc.sql("SELECT name, last_at, last_saga, paused FROM schedule ORDER BY name")
          .query((row, _) ->
              new Progress(
                  row.getString(1),
                  Micros.toInstant(row.getLong(2)),
                  row.getString(3),
                  row.getBoolean(4)))
          .list();
    } catch (DataAccessException e) {
      throw new LogUnavailableException("reading schedules failed", false, e);
    }
  }

  /** What people did to it, the newest first. */
  public List<Act> acts(String name, int most) {
    try {
      return jdbc.sql(
              "SELECT name, at, type, who, reason FROM schedule_act WHERE name = ?"
                  + " ORDER BY at DESC LIMIT ?")
          .params(name, most)
          .query((row, _) ->
              new Act(
                  row.getString(1),
                  Micros.toInstant(row.getLong(2)),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5)))
          .list();
    } catch (DataAccessException e) {
      throw new LogUnavailableException("reading a schedule's acts failed", false, e);
    }
  }

  /**
   * Notes how far it has come.
   *
   * @param act what a person did, in the same transaction and durable; null for nothing
   */
  public void put(Progress progress, @Nullable Act act) {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        if (write(connection, UPDATE, progress) == 0) {
          write(connection, INSERT, progress);
        }
        if (act != null) {
          write(connection, act);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
      if (act != null) {
        dialect.makeDurable(connection);
      }
    } catch (SQLException e) {
      throw new LogUnavailableException("noting a schedule failed", false, e);
    }
  }

  private static final String UPDATE =
      "UPDATE schedule SET last_at = ?, last_saga = ?, paused = ? WHERE name = ?";
  private static final String INSERT =
      "INSERT INTO schedule (last_at, last_saga, paused, name) VALUES (?,?,?,?)";

  private static int write(Connection connection, String sql, Progress progress)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, Micros.of(progress.lastAt()));
      statement.setString(2, progress.lastSaga());
      statement.setBoolean(3, progress.paused());
      statement.setString(4, progress.name());
      return statement.executeUpdate();
    }
  }

  private static void write(Connection connection, Act act) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO schedule_act (name, at, type, who, reason) VALUES (?,?,?,?,?)")) {
      statement.setString(1, act.name());
      statement.setLong(2, Micros.of(act.at()));
      statement.setString(3, act.type());
      statement.setString(4, act.who());
      statement.setString(5, act.reason());
      statement.executeUpdate();
    }
  }
}
