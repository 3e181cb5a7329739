package io.meanwhile.app.log;

import io.meanwhile.core.model.DefinitionRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Which saga a business id names.
 *
 * @param sagaKey the internal, time-ordered key
 * @param id the business id
 * @param requestDigest see {@link Birth#requestDigest()}
 */
public record Identity(
    long sagaKey, String id, String requestDigest, DefinitionRef definition, Instant startedAt) {
  /** What {@link #of} reads, from {@code saga s}. */
  static final String COLUMNS =
      "s.saga_key, s.id, s.request_digest, s.definition_name, s.definition_version,"
          + " s.definition_digest, s.started_at";

  /** Reads the columns that come after the first {@code before}. */
  static Identity of(ResultSet row, int before) throws SQLException {
    return new Identity(
        row.getLong(before + 1),
        row.getString(before + 2),
        row.getString(before + 3),
        new DefinitionRef(
            row.getString(before + 4), row.getInt(before + 5), row.getString(before + 6)),
        Micros.toInstant(row.getLong(before + 7)));
  }
}
