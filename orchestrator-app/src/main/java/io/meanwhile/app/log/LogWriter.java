package io.meanwhile.app.log;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes groups of frames, each in one transaction, on one connection of its own. After any failure
 * but a conflict the connection is thrown away: what the database then holds is made durable and
 * counted anew before anything else is written.
 */
final class LogWriter implements AutoCloseable {
  private final DataSource source;
  private final Dialect dialect;
  private final boolean synchronous;
  private final Tail tail;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable GroupInsert insert;

  LogWriter(DataSource source, Dialect dialect, boolean synchronous, Tail tail) {
    this.source = source;
    this.dialect = dialect;
    this.synchronous = synchronous;
    this.tail = tail;
  }

  /** Stores the group and makes it durable; returns the position of its last event. */
  long append(List<Frame> group) throws AppendConflictException {
    turn.lock();
    try {
      GroupInsert connected = connected();
      write(connected, group);
      long next = tail.head() + 1;
      for (Frame frame : group) {
        frame.appendedAt(next);
        next += frame.size();
      }
      tail.add(group);
      return next - 1;
    } finally {
      turn.unlock();
    }
  }

  /** Makes sure that the head is the database's own, also after an unknown commit result. */
  void recover() {
    turn.lock();
    try {
      connected();
    } finally {
      turn.unlock();
    }
  }

  private void write(GroupInsert connected, List<Frame> group) throws AppendConflictException {
    boolean committing = false;
    try {
      connected.insert(group, tail.head() + 1);
      committing = true;
      connected.commit();
    } catch (SQLException e) {
      if (!committing && Dialect.isDuplicate(e) && connected.rollback()) {
        throw new AppendConflictException(conflict(group), e);
      }
      disconnect();
      distrustPool();
      throw new LogUnavailableException("appending to the log failed", committing, e);
    }
  }

  private static String conflict(List<Frame> group) {
    if (group.size() > 1) {
      return "one of " + group.size() + " frames collides with what is stored";
    }
    Frame frame = group.getFirst();
    return "event " + frame.firstSequence() + " of saga " + frame.saga() + ", or its id, is taken";
  }

  private GroupInsert connected() {
    GroupInsert connected = insert;
    if (connected == null) {
      try {
        Connection connection = source.getConnection();
        try {
          connected = new GroupInsert(connection, dialect, synchronous);
          tail.moveTo(connected.recoveredHead());
        } catch (SQLException e) {
          connection.close();
          throw e;
        }
        insert = connected;
      } catch (SQLException e) {
        distrustPool();
        throw new LogUnavailableException("the log cannot be opened for writing", false, e);
      }
    }
    return connected;
  }

  private void disconnect() {
    GroupInsert broken = insert;
    insert = null;
    if (broken != null) {
      broken.close();
    }
  }

  /** What broke one connection has most likely broken those that wait in the pool. */
  private void distrustPool() {
    if (source instanceof HikariDataSource hikari) {
      HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
      if (pool != null) {
        pool.softEvictConnections();
      }
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      disconnect();
    } finally {
      turn.unlock();
    }
  }
}
