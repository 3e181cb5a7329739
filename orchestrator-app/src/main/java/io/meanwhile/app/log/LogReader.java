package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.core.model.DefinitionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows, never beyond the durable head that it is given. */
final class LogReader {
  private static final String FRAMES =
      "SELECT " + FrameRow.COLUMNS + " FROM log l JOIN saga s ON s.saga_key = l.saga_key ";
  private static final String IDENTITY =
      "SELECT s.saga_key, s.id, s.request_digest, s.definition_name, s.definition_version,"
          + " s.definition_digest, s.started_at FROM saga s JOIN log l"
          + " ON l.saga_key = s.saga_key AND l.first_sequence = 0 WHERE l.position <= ? AND ";

  private final JdbcClient jdbc;
  private final EventCodec codec;

  LogReader(JdbcClient jdbc, EventCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  Optional<Identity> find(String column, Object value, long head) {
    return asking(() ->
        jdbc.sql(IDENTITY + column + " = ?")
            .params(head, value)
            .query((row, _) ->
                new Identity(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    new DefinitionRef(row.getString(4), row.getInt(5), row.getString(6)),
                    Micros.toInstant(row.getLong(7))))
            .optional());
  }

  /** The events of one saga from the sequence number on. */
  List<StoredEvent> events(long sagaKey, long fromSequence, int limit, long head) {
    long first =
        number(
            "SELECT first_sequence FROM log WHERE saga_key = ? AND first_sequence <= ?"
                + " ORDER BY saga_key DESC, first_sequence DESC LIMIT 1",
            sagaKey,
            fromSequence);
    List<FrameRow> rows =
        rows(
            "WHERE l.saga_key = ? AND l.first_sequence >= ? AND l.position <= ?"
                + " ORDER BY l.saga_key, l.first_sequence LIMIT ?",
            sagaKey,
            first,
            head,
            limit);
    List<StoredEvent> events = new ArrayList<>();
    for (FrameRow row : rows) {
      for (StoredEvent event : row.events(codec)) {
        if (event.sequence() >= fromSequence && events.size() < limit) {
          events.add(event);
        }
      }
    }
    return events;
  }

  /** The events after the position, of all sagas. */
  List<StoredEvent> after(long position, int limit, long head) {
    long first =
        number(
            "SELECT position FROM log WHERE position <= ? ORDER BY position DESC LIMIT 1",
            position + 1);
    List<StoredEvent> events = new ArrayList<>();
    for (FrameRow row : from(first, limit, head)) {
      for (StoredEvent event : row.events(codec)) {
        if (event.position() > position && events.size() < limit) {
          events.add(event);
        }
      }
    }
    return events;
  }

  /** Rows in the order of the log, the one at this position first. */
  List<FrameRow> from(long position, int limit, long head) {
    return rows(
        "WHERE l.position >= ? AND l.position <= ? ORDER BY l.position LIMIT ?",
        position,
        head,
        limit);
  }

  /** The position before the first event that was recorded at this time or later. */
  long before(long recordedAtMicros, long head) {
    long first =
        number(
            "SELECT COALESCE(MIN(position), 0) FROM log WHERE recorded_at >= ? AND position <= ?",
            recordedAtMicros,
            head);
    return first == 0 ? head : first - 1;
  }

  boolean isStored(long sagaKey, long firstSequence, Hash lastHash) {
    return number(
            "SELECT COUNT(*) FROM log WHERE saga_key = ? AND first_sequence = ? AND last_hash = ?",
            sagaKey,
            firstSequence,
            lastHash.toBytes())
        == 1;
  }

  List<Long> openSagas() {
    return asking(() ->
        jdbc.sql("SELECT saga_key FROM open_saga ORDER BY saga_key")
            .query((row, _) -> row.getLong(1))
            .list());
  }

  /** The position of the newest event, whoever has written it. */
  long head() {
    return number(GroupInsert.HEAD);
  }

  long largestKey() {
    return number("SELECT COALESCE(MAX(saga_key), 0) FROM saga");
  }

  /** 0 when there is no row. */
  private long number(String sql, Object... parameters) {
    return asking(() ->
        jdbc.sql(sql).params(parameters).query((row, _) -> row.getLong(1)).optional().orElse(0L));
  }

  private List<FrameRow> rows(String where, Object... parameters) {
    return asking(() ->
        jdbc.sql(FRAMES + where).params(parameters).query((row, _) -> FrameRow.of(row)).list());
  }

  private static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException e) {
      throw new LogUnavailableException("reading the log failed: " + Failures.reason(e), false, e);
    }
  }
}
