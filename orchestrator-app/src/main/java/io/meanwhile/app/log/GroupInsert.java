package io.meanwhile.app.log;

import java.sql.SQLException;
import java.util.List;

/** Writes one group after another on one connection. Not thread-safe. */
interface GroupInsert extends AutoCloseable {
  /** The head of an empty log is 0. */
  String HEAD =
      "SELECT COALESCE((SELECT position + event_count - 1 FROM log ORDER BY position DESC LIMIT 1),"
          + " 0)";

  /**
   * The position of the newest event, once everything up to it is durable, and nothing that was
   * begun on an earlier connection can still be added before it.
   */
  long head() throws SQLException;

  /**
   * Stores the group durably; returns the position of its first event.
   *
   * @param head the newest position as far as this process knows
   */
  long store(List<Frame> group, long head) throws SQLException;

  /** Whether the group may be in the log although storing it ended in this failure. */
  boolean mayBeStored(SQLException failure);

  /** Takes the group back; false when that failed too, so that the connection is of no use. */
  boolean rollback();

  /** Gives the connection back; whatever it holds is rolled back. */
  @Override
  void close();
}
