package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The statements that write one group, prepared once for one connection. Not thread-safe. */
final class GroupInsert {
  private final Connection connection;
  private final Dialect dialect;
  private final boolean synchronous;
  private final PreparedStatement births;
  private final PreparedStatement frames;

  GroupInsert(Connection connection, Dialect dialect, boolean synchronous) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.synchronous = synchronous;
    connection.setAutoCommit(false);
    births =
        connection.prepareStatement(
            "INSERT INTO saga (saga_key, id, request_digest, definition_name,"
                + " definition_version, definition_digest, started_at) VALUES (?,?,?,?,?,?,?)");
    frames =
        connection.prepareStatement(
            "INSERT INTO log (position, saga_key, first_sequence, event_count, recorded_at,"
                + " previous_hash, last_hash, events) VALUES (?,?,?,?,?,?,?,?)");
  }

  /** The position of the newest event, once everything up to it is durable. */
  long recoveredHead() throws SQLException {
    connection.commit();
    dialect.makeDurable(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT position + event_count - 1 FROM log ORDER BY position DESC LIMIT 1")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  void insert(List<Frame> group, long firstPosition) throws SQLException {
    long position = firstPosition;
    boolean born = false;
    for (Frame frame : group) {
      born |= addBirth(frame);
      addFrame(frame, position);
      position += frame.size();
    }
    if (born) {
      births.executeBatch();
    }
    frames.executeBatch();
  }

  private boolean addBirth(Frame frame) throws SQLException {
    Birth birth = frame.birth();
    if (birth == null) {
      return false;
    }
    births.setLong(1, frame.sagaKey());
    births.setString(2, frame.saga());
    births.setString(3, birth.requestDigest());
    births.setString(4, birth.definition().name());
    births.setInt(5, birth.definition().version());
    births.setString(6, birth.definition().digest());
    births.setLong(7, Micros.of(birth.startedAt()));
    births.addBatch();
    return true;
  }

  private void addFrame(Frame frame, long position) throws SQLException {
    frames.setLong(1, position);
    frames.setLong(2, frame.sagaKey());
    frames.setLong(3, frame.firstSequence());
    frames.setInt(4, frame.size());
    frames.setLong(5, Micros.of(frame.recordedAt()));
    frames.setBytes(6, frame.previousHash().toBytes());
    frames.setBytes(7, frame.lastHash().toBytes());
    frames.setBytes(8, frame.bytes());
    frames.addBatch();
  }

  void commit() throws SQLException {
    connection.commit();
    if (synchronous) {
      dialect.makeDurable(connection);
    }
  }

  /** Takes the group back; false when that failed too, so that the connection is of no use. */
  boolean rollback() {
    try {
      births.clearBatch();
      frames.clearBatch();
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Gives the connection back; whatever it holds is rolled back. */
  void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      System.getLogger(GroupInsert.class.getName())
          .log(System.Logger.Level.WARNING, "closing the log's connection failed", e);
    }
  }
}
