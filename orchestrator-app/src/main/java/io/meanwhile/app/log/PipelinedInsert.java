package io.meanwhile.app.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole group, from the lock to the commit, in one round trip to a PostgreSQL server, to which
 * other processes may add as well.
 *
 * <p>The lock puts all writers into one order, so positions are without gaps and become visible in
 * their order: no reader ever skips one. The head is read by a later statement than the one that
 * waits for the lock, since each sees what was committed before it began. And the server needs
 * nothing more from this process once it has the lock: one that freezes does not keep others from
 * writing.
 */
final class PipelinedInsert implements GroupInsert {
  /** One lock for each database; the bytes spell "meanwhil". */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(" + 0x6d65616e7768696cL + "); ";

  private static final String BIRTHS =
      "INSERT INTO saga (saga_key, id, request_digest, definition_name, definition_version,"
          + " definition_digest, started_at) SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?); ";
  private static final String FRAMES =
      "INSERT INTO log (position, saga_key, first_sequence, event_count, recorded_at,"
          + " previous_hash, last_hash, events)"
          + " SELECT head.position + f.ahead, f.a, f.b, f.c, f.d, f.e, f.f, f.g FROM ("
          + HEAD
          + ") head (position), unnest(?, ?, ?, ?, ?, ?, ?, ?) f (ahead, a, b, c, d, e, f, g); ";

  /** The server takes no message of a gigabyte; a group beyond this goes in parts. */
  private static final long PART_BYTES = 64L << 20;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

  PipelinedInsert(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  @Override
  public long head() throws SQLException {
    connection.rollback();
    PreparedStatement statement = prepared(LOCK + HEAD + "; COMMIT");
    statement.execute();
    return secondResult(statement);
  }

  @Override
  public long store(List<Frame> group, long known) throws SQLException {
    List<List<Frame>> parts = parts(group);
    long first = 0;
    for (int i = 0; i < parts.size(); i++) {
      long head = store(parts.get(i), i == parts.size() - 1);
      first = i == 0 ? head + 1 : first;
    }
    return first;
  }

  /** Nearly always one. */
  private static List<List<Frame>> parts(List<Frame> group) {
    List<List<Frame>> parts = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < group.size(); i++) {
      bytes += group.get(i).bytes().length;
      if (bytes > PART_BYTES && i > from) {
        parts.add(group.subList(from, i));
        from = i;
        bytes = group.get(i).bytes().length;
      }
    }
    parts.add(group.subList(from, group.size()));
    return parts;
  }

  private long store(List<Frame> frames, boolean commit) throws SQLException {
    List<Frame> born = frames.stream().filter(frame -> frame.birth() != null).toList();
    PreparedStatement statement =
        prepared(
            LOCK
                + HEAD
                + "; "
                + (born.isEmpty() ? "" : BIRTHS)
                + FRAMES
                + (commit ? "COMMIT" : ""));
    Parameters parameters = new Parameters(statement);
    if (!born.isEmpty()) {
      parameters.births(born);
    }
    parameters.frames(frames);
    statement.execute();
    return secondResult(statement);
  }

  /** Each combination of parts is parsed by the server once, after it has come a few times. */
  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** The first is what the lock returns. */
  private static long secondResult(PreparedStatement statement) throws SQLException {
    statement.getMoreResults();
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * The server says what became of a group, unless it or the connection went away: then the commit
   * may have been done. A statement that failed keeps all after it from being run.
   */
  @Override
  public boolean mayBeStored(SQLException failure) {
    return Failures.isConnectionLost(failure);
  }

  @Override
  public boolean rollback() {
    try {
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      System.getLogger(PipelinedInsert.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the log's connection failed", e);
    }
  }

  /** Columns as arrays, in the order of the statement's question marks. */
  private static final class Parameters {
    private final PreparedStatement statement;
    private int index;

    Parameters(PreparedStatement statement) {
      this.statement = statement;
    }

    void next(Object array) throws SQLException {
      statement.setObject(++index, array);
    }

    void births(List<Frame> born) throws SQLException {
      int size = born.size();
      long[] keys = new long[size];
      String[][] texts = new String[4][size];
      int[] versions = new int[size];
      long[] started = new long[size];
      for (int i = 0; i < size; i++) {
        Frame frame = born.get(i);
        Birth birth = birth(frame.birth());
        keys[i] = frame.sagaKey();
        texts[0][i] = frame.saga();
        texts[1][i] = birth.requestDigest();
        texts[2][i] = birth.definition().name();
        versions[i] = birth.definition().version();
        texts[3][i] = birth.definition().digest();
        started[i] = Micros.of(birth.startedAt());
      }
      for (Object array :
          new Object[] {keys, texts[0], texts[1], texts[2], versions, texts[3], started}) {
        next(array);
      }
    }

    private static Birth birth(@Nullable Birth birth) {
      return java.util.Objects.requireNonNull(birth);
    }

    void frames(List<Frame> frames) throws SQLException {
      int size = frames.size();
      long[][] numbers = new long[4][size];
      int[] counts = new int[size];
      byte[][][] bytes = new byte[3][size][];
      long ahead = 1;
      for (int i = 0; i < size; i++) {
        Frame frame = frames.get(i);
        numbers[0][i] = ahead;
        ahead += frame.size();
        numbers[1][i] = frame.sagaKey();
        numbers[2][i] = frame.firstSequence();
        counts[i] = frame.size();
        numbers[3][i] = Micros.of(frame.recordedAt());
        bytes[0][i] = frame.previousHash().toBytes();
        bytes[1][i] = frame.lastHash().toBytes();
        bytes[2][i] = frame.bytes();
      }
      for (Object array :
          new Object[] {
            numbers[0], numbers[1], numbers[2], counts, numbers[3], bytes[0], bytes[1], bytes[2]
          }) {
        next(array);
      }
    }
  }
}
