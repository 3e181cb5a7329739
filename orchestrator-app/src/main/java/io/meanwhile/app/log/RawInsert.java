package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * How fast the database takes the log's own rows when nothing but a loop inserts them, with the
 * same keys, and made durable as the log is: the ceiling of whatever appends to it.
 */
public final class RawInsert {
  private static final int ROWS = 10_000;

  private final DataSource source;

  /**
   * @param source a database whose log holds rows
   */
  public RawInsert(DataSource source) {
    this.source = source;
  }

  /** A row of the log as it is, but for position and saga. */
  private static final class Row {
    final long position;
    final long sagaKey;
    final long firstSequence;
    final int count;
    final long recordedAt;
    final byte[] previousHash;
    final byte[] lastHash;
    final byte[] events;

    Row(ResultSet row) throws SQLException {
      position = row.getLong(1);
      sagaKey = row.getLong(2);
      firstSequence = row.getLong(3);
      count = row.getInt(4);
      recordedAt = row.getLong(5);
      previousHash = row.getBytes(6);
      lastHash = row.getBytes(7);
      events = row.getBytes(8);
    }

    void fill(PreparedStatement insert, long shift) throws SQLException {
      insert.setLong(1, position + shift);
      insert.setLong(2, sagaKey + shift);
      insert.setLong(3, firstSequence);
      insert.setInt(4, count);
      insert.setLong(5, recordedAt);
      insert.setBytes(6, previousHash);
      insert.setBytes(7, lastHash);
      insert.setBytes(8, events);
    }
  }

  /**
   * Inserts copies of the newest rows into a table like the log, which is dropped afterwards.
   *
   * @param rowsPerCommit rows in one transaction, 1 or more
   * @param seconds for how long, after a third of it to warm up
   * @return rows a second
   */
  public double rowsPerSecond(int rowsPerCommit, int seconds) throws SQLException {
    Dialect dialect = Dialect.of(source);
    try (Connection connection = source.getConnection()) {
      List<Row> rows = newest(connection);
      execute(connection, "CREATE TABLE log_ceiling AS SELECT * FROM log WHERE position < 0");
      try {
        execute(
            connection, "ALTER TABLE log_ceiling ADD CONSTRAINT log_ceiling_p UNIQUE (position)");
        execute(
            connection,
            "ALTER TABLE log_ceiling ADD CONSTRAINT log_ceiling_s UNIQUE (saga_key, first_sequence)");
        connection.setAutoCommit(false);
        Inserting inserting = new Inserting(connection, dialect, rows, rowsPerCommit);
        inserting.run(seconds / 3.0);
        return inserting.run(seconds);
      } finally {
        connection.setAutoCommit(true);
        execute(connection, "DROP TABLE log_ceiling");
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Row> newest(Connection connection) throws SQLException {
    List<Row> rows = new ArrayList<>(ROWS);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT position, saga_key, first_sequence, event_count, recorded_at,"
                    + " previous_hash, last_hash, events FROM log ORDER BY position DESC LIMIT "
                    + ROWS)) {
      while (row.next()) {
        rows.addFirst(new Row(row));
      }
    }
    return rows;
  }

  /** Goes round the rows; every round has later positions and other sagas. */
  private static final class Inserting {
    private final Connection connection;
    private final Dialect dialect;
    private final List<Row> rows;
    private final int rowsPerCommit;
    private final long span;
    private long round;
    private int next;

    Inserting(Connection connection, Dialect dialect, List<Row> rows, int rowsPerCommit) {
      this.connection = connection;
      this.dialect = dialect;
      this.rows = rows;
      this.rowsPerCommit = rowsPerCommit;
      // Farther than the keys of one round lie apart, so that no round meets another.
      this.span = rows.isEmpty() ? 0 : 1 + width(rows);
    }

    private static long width(List<Row> rows) {
      long least = rows.stream().mapToLong(row -> row.sagaKey).min().orElse(0);
      long most = rows.stream().mapToLong(row -> row.sagaKey).max().orElse(0);
      return Math.max(most - least, rows.getLast().position - rows.getFirst().position);
    }

    double run(double seconds) throws SQLException {
      long from = System.nanoTime();
      long until = from + (long) (seconds * 1e9);
      long inserted = 0;
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO log_ceiling VALUES (?,?,?,?,?,?,?,?)")) {
        while (!rows.isEmpty() && System.nanoTime() < until) {
          for (int i = 0; i < rowsPerCommit; i++) {
            add(insert);
          }
          insert.executeBatch();
          connection.commit();
          dialect.makeDurable(connection);
          inserted += rowsPerCommit;
        }
      }
      return inserted / ((System.nanoTime() - from) / 1e9);
    }

    private void add(PreparedStatement insert) throws SQLException {
      rows.get(next).fill(insert, round * span);
      insert.addBatch();
      next++;
      if (next == rows.size()) {
        next = 0;
        round++;
      }
    }
  }
}
