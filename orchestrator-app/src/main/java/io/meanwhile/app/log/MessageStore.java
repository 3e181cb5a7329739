package io.meanwhile.app.log;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages from outside, by their ids. Every method throws {@link LogUnavailableException} when the
 * store cannot be asked.
 */
public final class MessageStore {
  private static final String HEAD =
      "SELECT position, id, name, digest, received_at, taken_by FROM message ";

  private final DataSource source;
  private final Dialect dialect;
  private final JdbcClient jdbc;

  public MessageStore(DataSource source) {
    this.source = source;
    this.dialect = Dialect.of(source);
    this.jdbc = JdbcClient.create(source);
  }

  /** Stores messages durably, all or none; of their ids none is stored yet. */
  public void add(List<StoredMessage> messages) {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        insert(connection, messages);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
      dialect.makeDurable(connection);
    } catch (SQLException e) {
      throw unavailable("storing messages failed", e);
    }
  }

  private static void insert(Connection connection, List<StoredMessage> messages)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO message (id, name, digest, received_at, received_by, data)"
                + " VALUES (?,?,?,?,?,?)")) {
      for (StoredMessage message : messages) {
        insert.setString(1, message.id());
        insert.setString(2, message.name());
        insert.setString(3, message.digest());
        insert.setLong(4, Micros.of(message.receivedAt()));
        insert.setString(5, message.receivedBy());
        insert.setBytes(6, message.data().getBytes(StandardCharsets.UTF_8));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** What is remembered of a message; empty when there is none of that id. */
  public Optional<MessageHead> find(String id) {
    try {
      return jdbc.sql(HEAD + "WHERE id = ?").params(id).query((row, _) -> head(row)).optional();
    } catch (DataAccessException e) {
      throw unavailable("reading a message failed", e);
    }
  }

  /** Its data, canonical JSON; empty when there is none of that id. */
  public Optional<byte[]> data(String id) {
    try {
      return jdbc.sql("SELECT data FROM message WHERE id = ?")
          .params(id)
          .query((row, _) -> row.getBytes(1))
          .optional();
    } catch (DataAccessException e) {
      throw unavailable("reading a message failed", e);
    }
  }

  /** All that are remembered, in the order in which they were received. */
  public void each(Consumer<MessageHead> to) {
    try {
      jdbc.sql(HEAD + "ORDER BY position")
          .query(row -> {
            to.accept(head(row));
          });
    } catch (DataAccessException e) {
      throw unavailable("reading messages failed", e);
    }
  }

  /** The ids and data of all of that name. */
  public void named(String name, BiConsumer<String, byte[]> to) {
    try {
      jdbc.sql("SELECT id, data FROM message WHERE name = ?")
          .params(name)
          .query(row -> {
            to.accept(row.getString(1), row.getBytes(2));
          });
    } catch (DataAccessException e) {
      throw unavailable("reading messages failed", e);
    }
  }

  /** Notes for which effect it was, or that it is kept again. */
  public void taken(String id, @Nullable String by) {
    try {
      jdbc.sql("UPDATE message SET taken_by = ? WHERE id = ?").param(1, by).param(2, id).update();
    } catch (DataAccessException e) {
      throw unavailable("noting a message failed", e);
    }
  }

  /** Forgets these. */
  public void forget(List<String> ids) {
    try {
      for (String id : ids) {
        jdbc.sql("DELETE FROM message WHERE id = ?").params(id).update();
      }
    } catch (DataAccessException e) {
      throw unavailable("forgetting messages failed", e);
    }
  }

  private static MessageHead head(ResultSet row) throws SQLException {
    Instant received = Micros.toInstant(row.getLong(5));
    return new MessageHead(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        received,
        row.getString(6));
  }

  private static LogUnavailableException unavailable(String message, Throwable cause) {
    return new LogUnavailableException(message, false, cause);
  }
}
