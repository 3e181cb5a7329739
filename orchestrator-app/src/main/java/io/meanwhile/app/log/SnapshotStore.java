package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The newest snapshot of each saga, in a table that can be emptied at any time. Writes on
 * connections of its own, so that the log's writer never waits for it. Every method throws {@link
 * LogUnavailableException} when the store cannot be asked.
 */
public final class SnapshotStore {
  private final DataSource source;
  private final JdbcClient jdbc;
  private final LogReader reader;
  private final Tail tail;

  SnapshotStore(DataSource source, LogReader reader, Tail tail) {
    this.source = source;
    this.jdbc = JdbcClient.create(source);
    this.reader = reader;
    this.tail = tail;
  }

  /**
   * The saga's snapshot, if there is one.
   *
   * @throws DamagedLogException when it is not what was once written
   */
  public Optional<Snapshot> find(long sagaKey) {
    try {
      return jdbc.sql(
              "SELECT saga_key, sequence, hash, shape, created_at, state, digest FROM snapshot"
                  + " WHERE saga_key = ?")
          .params(sagaKey)
          .query((row, _) -> {
            Snapshot snapshot =
                new Snapshot(
                    row.getLong(1),
                    row.getLong(2),
                    Hash.of(row.getBytes(3)),
                    row.getString(4),
                    Micros.toInstant(row.getLong(5)),
                    row.getBytes(6));
            if (!snapshot.digest().equals(Hash.of(row.getBytes(7)))) {
              throw new DamagedLogException("it was changed after it was written", null);
            }
            return snapshot;
          })
          .optional();
    } catch (DataAccessException e) {
      throw new LogUnavailableException("reading a snapshot failed", false, e);
    }
  }

  /** The end of the frame whose last event comes before the sequence number; durable ones only. */
  public Optional<FrameEnd> end(long sagaKey, long sequence) {
    return reader.end(sagaKey, sequence, tail.head());
  }

  /** Replaces the sagas' snapshots, all or none; each saga comes once. */
  public void put(List<Snapshot> snapshots) {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        replace(connection, snapshots);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new LogUnavailableException("writing snapshots failed", false, e);
    }
  }

  /** Update, then insert what was not there: each database has its own word for both at once. */
  private static void replace(Connection connection, List<Snapshot> snapshots) throws SQLException {
    int[] updated =
        write(
            connection,
            "UPDATE snapshot SET sequence = ?, hash = ?, shape = ?, created_at = ?, digest = ?,"
                + " state = ? WHERE saga_key = ?",
            snapshots);
    List<Snapshot> fresh =
        IntStream.range(0, updated.length)
            .filter(i -> updated[i] == 0)
            .mapToObj(snapshots::get)
            .toList();
    if (!fresh.isEmpty()) {
      write(
          connection,
          "INSERT INTO snapshot (sequence, hash, shape, created_at, digest, state, saga_key)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?)",
          fresh);
    }
  }

  private static int[] write(Connection connection, String sql, List<Snapshot> snapshots)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Snapshot snapshot : snapshots) {
        statement.setLong(1, snapshot.sequence());
        statement.setBytes(2, snapshot.hash().toBytes());
        statement.setString(3, snapshot.shape());
        statement.setLong(4, Micros.of(snapshot.createdAt()));
        statement.setBytes(5, snapshot.digest().toBytes());
        statement.setBytes(6, snapshot.state());
        statement.setLong(7, snapshot.sagaKey());
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }
}
