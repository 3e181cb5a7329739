package io.meanwhile.app.projections;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which sagas there are, the newest first. */
public final class SagaDirectory {
  private static final String SELECT =
      """
      SELECT saga.saga_key, saga.id
        FROM saga
       WHERE saga.saga_key < :before
         AND (:definition IS NULL OR saga.definition_name = :definition)
         AND (:any OR EXISTS (SELECT 1 FROM open_saga WHERE open_saga.saga_key = saga.saga_key))
       ORDER BY saga.saga_key DESC
       LIMIT :limit
      """;

  private final JdbcClient database;

  public SagaDirectory(JdbcClient database) {
    this.database = database;
  }

  /** One saga. */
  public record Entry(long sagaKey, String id) {}

  /**
   * The newest sagas that started before one.
   *
   * @param sagaKey internal key of that one, itself not included; {@link Long#MAX_VALUE} for all
   * @param definition only those of this definition; null for all
   * @param openOnly only those that have not ended
   * @param limit at most this many
   */
  public List<Entry> before(
      long sagaKey, @Nullable String definition, boolean openOnly, int limit) {
    return database
        .sql(SELECT)
        .param("before", sagaKey)
        .param("definition", definition, java.sql.Types.VARCHAR)
        .param("any", !openOnly)
        .param("limit", limit)
        .query((row, _) -> new Entry(row.getLong("saga_key"), row.getString("id")))
        .list();
  }
}
