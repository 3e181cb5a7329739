package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Definitions by name and version. What is stored never changes and is never deleted: sagas are
 * pinned to it. Every method throws {@link LogUnavailableException} when the store cannot be asked.
 */
public final class DefinitionStore {
  private static final String SELECT =
      "SELECT name, version, digest, media_type, source, registered_at, registered_by"
          + " FROM definition ";

  private final DataSource source;
  private final Dialect dialect;
  private final JdbcClient jdbc;

  public DefinitionStore(DataSource source) {
    this.source = source;
    this.dialect = Dialect.of(source);
    this.jdbc = JdbcClient.create(source);
  }

  /**
   * Stores a definition, durably, unless there is one of that name and version.
   *
   * @return what is stored under that name and version now: the caller sees by the digest whether
   *     it is the same
   */
  public StoredDefinition add(StoredDefinition definition) {
    try (Connection connection = source.getConnection()) {
      insert(connection, definition);
      dialect.makeDurable(connection);
      return definition;
    } catch (SQLException e) {
      if (Failures.isDuplicate(e)) {
        return find(definition.name(), definition.version())
            .orElseThrow(() -> unavailable("registering a definition failed", e));
      }
      throw unavailable("registering a definition failed", e);
    }
  }

  public Optional<StoredDefinition> find(String name, int version) {
    return query(SELECT + "WHERE name = ? AND version = ?", name, version).stream().findFirst();
  }

  /** The newest version. */
  public Optional<StoredDefinition> newest(String name) {
    return query(SELECT + "WHERE name = ? ORDER BY version DESC LIMIT 1", name).stream()
        .findFirst();
  }

  /** All of them, by name and version. */
  public List<StoredDefinition> list() {
    return query(SELECT + "ORDER BY name, version");
  }

  private static void insert(Connection connection, StoredDefinition definition)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO definition (name, version, digest, media_type, source, registered_at,"
                + " registered_by) VALUES (?,?,?,?,?,?,?)")) {
      insert.setString(1, definition.name());
      insert.setInt(2, definition.version());
      insert.setString(3, definition.digest());
      insert.setString(4, definition.mediaType());
      insert.setString(5, definition.source());
      insert.setLong(6, Micros.of(definition.registeredAt()));
      insert.setString(7, definition.registeredBy());
      insert.executeUpdate();
    }
  }

  private List<StoredDefinition> query(String sql, Object... parameters) {
    try {
      return jdbc.sql(sql).params(parameters).query((row, _) -> read(row)).list();
    } catch (DataAccessException e) {
      throw unavailable("reading definitions failed", e);
    }
  }

  private static StoredDefinition read(ResultSet row) throws SQLException {
    return new StoredDefinition(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Micros.toInstant(row.getLong(6)),
        row.getString(7));
  }

  private static LogUnavailableException unavailable(String message, Throwable cause) {
    return new LogUnavailableException(message, false, cause);
  }
}
