package io.meanwhile.app.projections;

import io.meanwhile.app.log.KeyArray;
import io.meanwhile.app.log.Micros;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Writes rows, all of one kind in one batch. Only ever one thread of all processes does. */
final class Rows {
  private static final int BATCH = 500;
  private static final String KNOWN =
      "SELECT saga_key, event_count, started_at, status, divergences FROM saga_list"
          + " WHERE saga_key = ANY (?)";
  private static final String INSERT =
      """
      INSERT INTO saga_list (status, backward, event_count, updated_at, ended_at, with_losses,
        questions, divergences, details, words, unreadable, saga_key, id, definition_name,
        definition_version, started_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String UPDATE =
      """
      UPDATE saga_list SET status = ?, backward = ?, event_count = ?, updated_at = ?,
        ended_at = ?, with_losses = ?, questions = ?, divergences = ?, details = ?, words = ?,
        unreadable = ?, definition_version = ?
       WHERE saga_key = ? AND event_count < ?
      """;
  private static final String UNREADABLE =
      "UPDATE saga_list SET event_count = ?, updated_at = ?, unreadable = ?"
          + " WHERE saga_key = ? AND event_count < ?";
  private static final String TERM =
      "INSERT INTO saga_list_term (field, content, started_at, saga_key) VALUES (?, ?, ?, ?)";

  private final JdbcTemplate database;

  Rows(DataSource source) {
    this.database = new JdbcTemplate(source);
  }

  /**
   * A row as it is.
   *
   * @param bare nothing of the saga could be read so far
   */
  record Known(long eventCount, Place place, boolean bare, String divergences) {}

  /** A saga that cannot be read any more, and has a row. */
  record Lost(long sagaKey, long eventCount, Instant updatedAt, String why) {}

  private record Placed(Term term, Place place) {}

  /** Those of the sagas that have a row. */
  Map<Long, Known> known(Collection<Long> sagaKeys) {
    if (sagaKeys.isEmpty()) {
      return Map.of();
    }
    Map<Long, Known> known = new HashMap<>();
    RowCallbackHandler each =
        row ->
            known.put(
                row.getLong(1),
                new Known(
                    row.getLong(2),
                    new Place(row.getLong(3), row.getLong(1)),
                    row.getString(4).equals("NOT_STARTED"),
                    row.getString(5)));
    database.query(KNOWN, statement -> KeyArray.set(statement, 1, sagaKeys), each);
    return known;
  }

  void insert(List<Row> rows) {
    database.batchUpdate(
        INSERT,
        rows,
        BATCH,
        (statement, row) -> {
          setState(statement, row);
          statement.setLong(12, row.sagaKey());
          statement.setString(13, row.id());
          statement.setString(14, row.definition());
          statement.setInt(15, row.version());
          statement.setLong(16, row.place().startedAt());
        });
    addTerms(
        rows.stream()
            .flatMap(row -> row.terms().stream().map(term -> new Placed(term, row.place())))
            .toList());
  }

  /** Rows keep their place, whatever else changes. */
  void update(List<Row> rows, Map<Long, Known> known) {
    database.batchUpdate(
        UPDATE,
        rows,
        BATCH,
        (statement, row) -> {
          setState(statement, row);
          statement.setInt(12, row.version());
          statement.setLong(13, row.sagaKey());
          statement.setLong(14, row.eventCount());
        });
    addTerms(rows.stream().flatMap(row -> added(row, known.get(row.sagaKey()))).toList());
  }

  /** Attributes never change, and a kind of divergence never goes away: terms are only added. */
  private static Stream<Placed> added(Row row, @Nullable Known before) {
    if (before == null || (!before.bare() && before.divergences().equals(row.divergences()))) {
      return Stream.empty();
    }
    Set<String> old = new HashSet<>(List.of(before.divergences().split(",")));
    return row.terms().stream()
        .filter(term ->
            before.bare() || (term.field().equals("divergence") && !old.contains(term.content())))
        .map(term -> new Placed(term, before.place()));
  }

  void lose(List<Lost> lost) {
    database.batchUpdate(
        UNREADABLE,
        lost,
        BATCH,
        (statement, saga) -> {
          statement.setLong(1, saga.eventCount());
          statement.setLong(2, Micros.of(saga.updatedAt()));
          statement.setString(3, Row.reason(saga.why()));
          statement.setLong(4, saga.sagaKey());
          statement.setLong(5, saga.eventCount());
        });
  }

  private void addTerms(List<Placed> terms) {
    database.batchUpdate(
        TERM,
        terms,
        BATCH,
        (statement, placed) -> {
          statement.setString(1, placed.term().field());
          statement.setString(2, placed.term().content());
          statement.setLong(3, placed.place().startedAt());
          statement.setLong(4, placed.place().sagaKey());
        });
  }

  private static void setState(PreparedStatement statement, Row row) throws SQLException {
    Instant endedAt = row.endedAt();
    statement.setString(1, row.status().name());
    statement.setBoolean(2, row.backward());
    statement.setLong(3, row.eventCount());
    statement.setLong(4, Micros.of(row.updatedAt()));
    if (endedAt == null) {
      statement.setNull(5, Types.BIGINT);
    } else {
      statement.setLong(5, Micros.of(endedAt));
    }
    statement.setBoolean(6, row.withLosses());
    statement.setInt(7, row.questions());
    statement.setString(8, row.divergences());
    statement.setString(9, row.details());
    statement.setString(10, row.words());
    statement.setString(11, row.unreadable());
  }
}
