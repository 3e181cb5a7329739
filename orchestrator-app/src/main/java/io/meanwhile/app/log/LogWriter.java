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
  private static final System.Logger LOGGER = System.getLogger(LogWriter.class.getName());
  private static final int ATTEMPTS = 3;

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
      long next = write(connected(), group);
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

  /** Takes note of what the database holds up to a position, whoever has written it. */
  void noteHead(long position) {
    turn.lock();
    try {
      tail.moveTo(position);
    } finally {
      turn.unlock();
    }
  }

  /** Returns the position of the first event. */
  private long write(GroupInsert connected, List<Frame> group) throws AppendConflictException {
    for (int attempt = 1; ; attempt++) {
      try {
        return connected.store(group, tail.head());
      } catch (SQLException e) {
        boolean mayBeStored = connected.mayBeStored(e);
        boolean takenBack = !mayBeStored && connected.rollback();
        if (takenBack && Failures.isDuplicate(e)) {
          seeOthers(connected);
          throw new AppendConflictException(conflict(group), e);
        }
        if (!takenBack || !Failures.isWorthRepeating(e) || attempt == ATTEMPTS) {
          disconnect();
          distrustPool();
          throw new LogUnavailableException(
              "appending to the log failed: " + Failures.reason(e), mayBeStored, e);
        }
      }
    }
  }

  /** What another process has written must be readable before the loser decides again. */
  private void seeOthers(GroupInsert connected) {
    if (dialect.shared()) {
      try {
        tail.moveTo(connected.head());
      } catch (SQLException e) {
        disconnect();
        distrustPool();
      }
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
          connected = dialect.inserting(connection, synchronous);
          tail.moveTo(connected.head());
        } catch (SQLException | RuntimeException e) {
          connection.close();
          throw e;
        }
        insert = connected;
      } catch (SQLException e) {
        distrustPool();
        throw new LogUnavailableException(
            "the log cannot be opened for writing: " + Failures.reason(e), false, e);
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

  /**
   * What broke one connection has most likely broken those that wait in the pool, whatever the pool
   * is wrapped in.
   */
  private void distrustPool() {
    try {
      if (source.isWrapperFor(HikariDataSource.class)) {
        HikariPoolMXBean pool = source.unwrap(HikariDataSource.class).getHikariPoolMXBean();
        if (pool != null) {
          pool.softEvictConnections();
        }
      }
    } catch (SQLException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "the pool cannot be reached", e);
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
