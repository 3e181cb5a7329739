package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.core.model.SagaEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which sagas are open, and when each is to be looked at again: what a start reads instead of the
 * whole log. It is written behind the log, in batches, and says up to which position it is right;
 * what came after is read from the log's last rows. Emptied, both tables come back by themselves:
 * the next start then reads the whole log.
 */
public final class OpenSagaIndex {
  private static final int PAGE = 10_000;
  private static final int TAIL_PAGE = 2_000;
  private static final String ENDED = EventCodec.name(SagaEvent.SagaEnded.class);
  private static final String REOPENED = EventCodec.name(SagaEvent.SagaReopened.class);
  private static final String STARTED = EventCodec.name(SagaEvent.SagaStarted.class);

  private final DataSource source;
  private final Dialect dialect;
  private final JdbcClient jdbc;
  private final LogReader reader;
  private final Tail tail;

  OpenSagaIndex(DataSource source, LogReader reader, Tail tail) {
    this.source = source;
    this.dialect = Dialect.of(source);
    this.jdbc = JdbcClient.create(source);
    this.reader = reader;
    this.tail = tail;
  }

  /**
   * What is known of a saga now.
   *
   * @param lookAt when it is to be looked at again; {@link Instant#MAX} for never; null when it has
   *     ended
   */
  public record Note(@Nullable Instant lookAt) {
    private static final long NEVER = Long.MAX_VALUE;

    /** Later ones would not fit; until then the saga is looked at again in any case. */
    private static final Instant LATEST = Instant.ofEpochSecond(9_000_000_000L);

    /** Not earlier than the time it stands for. */
    private static long micros(Instant at) {
      return at.equals(Instant.MAX) ? NEVER : Micros.of(at.isAfter(LATEST) ? LATEST : at) + 1;
    }

    private static Instant time(long micros) {
      return micros == NEVER ? Instant.MAX : Micros.toInstant(micros);
    }
  }

  /**
   * Writes what has changed, in one transaction.
   *
   * @param position the notes are right up to it
   * @throws LogUnavailableException when the store cannot be written; nothing was
   */
  public void save(long position, Map<Long, Note> notes) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        write(connection, position, notes);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new LogUnavailableException("noting which sagas are open failed", false, e);
    }
  }

  private void write(Connection connection, long position, Map<Long, Note> notes)
      throws SQLException {
    try (PreparedStatement open = connection.prepareStatement(dialect.open());
        PreparedStatement close =
            connection.prepareStatement("DELETE FROM open_saga WHERE saga_key = ?");
        PreparedStatement asOf =
            connection.prepareStatement("UPDATE open_saga_as_of SET position = ?")) {
      for (Map.Entry<Long, Note> note : notes.entrySet()) {
        Instant at = note.getValue().lookAt();
        PreparedStatement change = at == null ? close : open;
        change.setLong(1, note.getKey());
        if (at != null) {
          change.setLong(2, Note.micros(at));
        }
        change.addBatch();
      }
      open.executeBatch();
      close.executeBatch();
      asOf.setLong(1, position);
      if (asOf.executeUpdate() == 0) {
        begin(connection, position);
      }
    }
  }

  private static void begin(Connection connection, long position) throws SQLException {
    try (PreparedStatement asOf =
        connection.prepareStatement("INSERT INTO open_saga_as_of VALUES (?)")) {
      asOf.setLong(1, position);
      asOf.executeUpdate();
    }
  }

  /**
   * What the table lacks: sagas that gained events after its position. It must be in the next save,
   * which claims to be right beyond them. Those that are open are to be looked at once, at {@link
   * Instant#EPOCH}.
   *
   * @throws LogUnavailableException when the store cannot be read
   */
  public Map<Long, Note> lacking() {
    try {
      Map<Long, Note> lacking = new HashMap<>();
      since(asOf())
          .forEach((key, isOpen) -> lacking.put(key, new Note(isOpen ? Instant.EPOCH : null)));
      return lacking;
    } catch (DataAccessException e) {
      throw unreadable(e);
    }
  }

  /**
   * Tells of every saga that has not ended, or was reopened since: when to look at it.
   *
   * @param lacking what the table lacks
   * @throws LogUnavailableException when the store cannot be read
   */
  public void read(Map<Long, Note> lacking, BiConsumer<Long, Instant> open) {
    lacking.forEach((key, note) -> {
      if (note.lookAt() != null) {
        open.accept(key, note.lookAt());
      }
    });
    try {
      long after = Long.MIN_VALUE;
      List<Row> page;
      do {
        page = page(after);
        for (Row row : page) {
          after = row.sagaKey();
          if (!lacking.containsKey(after)) {
            open.accept(after, Note.time(row.lookAt()));
          }
        }
      } while (page.size() == PAGE);
    } catch (DataAccessException e) {
      throw unreadable(e);
    }
  }

  private static LogUnavailableException unreadable(DataAccessException cause) {
    return new LogUnavailableException("reading which sagas are open failed", false, cause);
  }

  private record Row(long sagaKey, long lookAt) {}

  private List<Row> page(long after) {
    return jdbc.sql(
            "SELECT saga_key, look_at FROM open_saga WHERE saga_key > ? ORDER BY saga_key LIMIT "
                + PAGE)
        .params(after)
        .query((row, _) -> new Row(row.getLong(1), row.getLong(2)))
        .list();
  }

  private long asOf() {
    return jdbc.sql("SELECT COALESCE(MIN(position), 0) FROM open_saga_as_of")
        .query((row, _) -> row.getLong(1))
        .single();
  }

  /** Every saga that gained events after the position, and whether it is open now. */
  private Map<Long, Boolean> since(long position) {
    Map<Long, Boolean> sagas = new HashMap<>();
    long next = position + 1;
    long head = tail.head();
    while (next <= head) {
      List<FrameRow> rows = reader.from(next, TAIL_PAGE, head);
      if (rows.isEmpty()) {
        return sagas;
      }
      for (FrameRow row : rows) {
        sagas.merge(row.saga().key(), isOpen(row, true), (before, _) -> isOpen(row, before));
        next = row.position() + row.count();
      }
    }
    return sagas;
  }

  /**
   * Events other than these three say nothing of it; one that cannot be read is to be looked at.
   */
  private static boolean isOpen(FrameRow row, boolean before) {
    boolean open = before;
    try {
      for (EventText text : row.texts()) {
        String type = text.envelope().type();
        if (type.equals(ENDED)) {
          open = false;
        } else if (type.equals(STARTED) || type.equals(REOPENED)) {
          open = true;
        }
      }
      return open;
    } catch (DamagedLogException e) {
      return true;
    }
  }
}
