package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One batch for each table, then a commit, then whatever makes that durable: for a database of this
 * process's own, to which nobody else adds.
 */
final class BatchedInsert implements GroupInsert {
  private final Connection connection;
  private final Dialect dialect;
  private final boolean synchronous;
  private final PreparedStatement births;
  private final PreparedStatement frames;
  private boolean committing;

  BatchedInsert(Connection connection, Dialect dialect, boolean synchronous) throws SQLException {
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

  @Override
  public long head() throws SQLException {
    connection.commit();
    dialect.makeDurable(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(HEAD)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public long store(List<Frame> group, long head) throws SQLException {
    committing = false;
    insert(group, head + 1);
    committing = true;
    connection.commit();
    if (synchronous) {
      dialect.makeDurable(connection);
    }
    return head + 1;
  }

  @Override
  public boolean mayBeStored(SQLException failure) {
    return committing;
  }

  private void insert(List<Frame> group, long firstPosition) throws SQLException {
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

  @Override
  public boolean rollback() {
    try {
      births.clearBatch();
      frames.clearBatch();
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      System.getLogger(BatchedInsert.class.getName())
          .log(System.Logger.Level.WARNING, "closing the log's connection failed", e);
    }
  }
}
