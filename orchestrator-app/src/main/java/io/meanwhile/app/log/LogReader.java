package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rows, never beyond the durable head that it is given. */
final class LogReader {
  private static final String FRAMES =
      "SELECT " + FrameRow.COLUMNS + " FROM log l JOIN saga s ON s.saga_key = l.saga_key ";

  /** In the order of the index, so that the newest one that fits is the first one found. */
  private static final String END =
      "SELECT first_sequence + event_count, last_hash, recorded_at FROM log"
          + " WHERE saga_key = ? AND first_sequence < ? AND position <= ?"
          + " ORDER BY saga_key DESC, first_sequence DESC LIMIT 1";

  /**
   * The keys are looked for among the sagas: H2 uses no index that has another column for a list.
   */
  static final String HISTORIES =
      "SELECT "
          + FrameRow.COLUMNS
          + ", "
          + Identity.COLUMNS
          + " FROM saga s JOIN log l"
          + " ON l.saga_key = s.saga_key WHERE s.saga_key = ANY (?) AND l.position <= ?"
          + " AND l.first_sequence < ? ORDER BY l.saga_key, l.first_sequence";

  private static final String IDENTITY =
      "SELECT "
          + Identity.COLUMNS
          + " FROM saga s JOIN log l"
          + " ON l.saga_key = s.saga_key AND l.first_sequence = 0 WHERE l.position <= ? AND ";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final EventCodec codec;

  LogReader(DataSource source, EventCodec codec) {
    this.template = new JdbcTemplate(source);
    this.jdbc = JdbcClient.create(template);
    this.codec = codec;
  }

  Optional<Identity> find(String column, Object value, long head) {
    return asking(() ->
        jdbc.sql(IDENTITY + column + " = ?")
            .params(head, value)
            .query((row, _) -> Identity.of(row, 0))
            .optional());
  }

  /** Those of the sagas that are whole and short enough. */
  List<History> histories(Collection<Long> sagaKeys, int limit, long head) {
    Histories found = new Histories(codec, limit);
    return asking(() -> {
      template.query(
          HISTORIES,
          statement -> {
            KeyArray.set(statement, 1, sagaKeys);
            statement.setLong(2, head);
            statement.setInt(3, limit);
          },
          found::add);
      return found.all();
    });
  }

  /** The events of one saga from the sequence number on. */
  List<StoredEvent> events(long sagaKey, long fromSequence, int limit, long head) {
    long first =
        number(
            "SELECT first_sequence FROM log WHERE saga_key = ? AND first_sequence <= ?"
                + " ORDER BY saga_key DESC, first_sequence DESC LIMIT 1",
            sagaKey,
            fromSequence);
    // An event takes one number: no rows are read for more than are wanted.
    long end = fromSequence + limit;
    List<StoredEvent> events = new ArrayList<>();
    add(events, ofSaga(sagaKey, first, end, limit, head), e -> e.sequence() >= fromSequence, limit);
    if (events.size() < limit) {
      // What comes after a gap is handed over too, so that whoever reads sees that there is one.
      int room = limit - events.size();
      add(events, ofSaga(sagaKey, end, Long.MAX_VALUE, room, head), _ -> true, limit);
    }
    return events;
  }

  private List<FrameRow> ofSaga(long sagaKey, long from, long to, int limit, long head) {
    return rows(
        "WHERE l.saga_key = ? AND l.first_sequence >= ? AND l.first_sequence < ?"
            + " AND l.position <= ? ORDER BY l.saga_key, l.first_sequence LIMIT ?",
        sagaKey,
        from,
        to,
        head,
        limit);
  }

  private void add(
      List<StoredEvent> to, List<FrameRow> rows, Predicate<StoredEvent> wanted, int limit) {
    for (FrameRow row : rows) {
      for (StoredEvent event : row.events(codec)) {
        if (to.size() < limit && wanted.test(event)) {
          to.add(event);
        }
      }
    }
  }

  /** Where the last frame ends that begins before the sequence number. */
  Optional<FrameEnd> end(long sagaKey, long sequence, long head) {
    return asking(() ->
        jdbc.sql(END)
            .params(sagaKey, sequence, head)
            .query((row, _) ->
                new FrameEnd(
                    row.getLong(1), Hash.of(row.getBytes(2)), Micros.toInstant(row.getLong(3))))
            .optional());
  }

  /** The events after the position, of all sagas. */
  List<StoredEvent> after(long position, int limit, long head) {
    long first =
        number(
            "SELECT position FROM log WHERE position <= ? ORDER BY position DESC LIMIT 1",
            position + 1);
    long end = Math.min(head, position + limit);
    List<StoredEvent> events = new ArrayList<>();
    add(events, from(first, limit, end), event -> event.position() > position, limit);
    if (events.size() < limit && end < head) {
      add(events, from(end + 1, limit - events.size(), head), _ -> true, limit);
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

  /** What the frames are about, without reading their events; the one with this position first. */
  List<FrameHead> heads(long position, int limit, long head) {
    long first =
        number(
            "SELECT position FROM log WHERE position <= ? ORDER BY position DESC LIMIT 1",
            position);
    return asking(() ->
        jdbc.sql(
                "SELECT position, saga_key, first_sequence, event_count, recorded_at FROM log"
                    + " WHERE position >= ? AND position <= ? ORDER BY position LIMIT ?")
            .params(first, head, limit)
            .query((row, _) ->
                new FrameHead(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getInt(4),
                    Micros.toInstant(row.getLong(5))))
            .list());
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

  /** Where exactly this frame begins; 0 when it is not in the log. */
  long positionOf(Frame frame) {
    return number(
        "SELECT position FROM log WHERE saga_key = ? AND first_sequence = ? AND last_hash = ?",
        frame.sagaKey(),
        frame.firstSequence(),
        frame.lastHash().toBytes());
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
