package io.meanwhile.app.log;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the five characters of an SQLState mean for whoever wanted to write or read. */
final class Failures {
  private static final Set<String> WORTH_REPEATING = Set.of("40001", "40P01");

  private Failures() {}

  /** A unique constraint was violated. */
  static boolean isDuplicate(SQLException failure) {
    return any(failure, "23505"::equals);
  }

  /**
   * The transaction was sacrificed for another one, to end a deadlock or to keep them serializable:
   * it is not stored and would most likely succeed if done again.
   */
  static boolean isWorthRepeating(SQLException failure) {
    return any(failure, WORTH_REPEATING::contains);
  }

  /** The connection or the server went away, so nobody has said what became of the statement. */
  static boolean isConnectionLost(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("58")
        || state.startsWith("XX");
  }

  /**
   * Why the database cannot be used, in plain words and without anything that a connection's
   * address, a row or a statement may hold.
   */
  static String reason(@Nullable Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql && sql.getSQLState() != null) {
        return reason(sql.getSQLState());
      }
    }
    return "the database cannot be used";
  }

  private static String reason(String state) {
    return switch (state) {
      case "28P01", "28000" -> "the database refuses the role or its password";
      case "3D000" -> "the database that spring.datasource.url names does not exist";
      case "42501" -> "the role lacks a privilege that it needs in the database";
      case "53300" -> "the database takes no more connections";
      case "53100" -> "the database's disk is full";
      case "57P03" -> "the database is starting up or shutting down";
      case "55P03" -> "another writer holds the log for too long";
      case "57014" -> "the database gave up a statement that took too long";
      case "25006" -> "the database is read-only, as a standby is";
      default ->
          state.startsWith("08") || state.startsWith("57P")
              ? "the database server cannot be reached"
              : "the database cannot be used (SQLState " + state + ")";
    };
  }

  private static boolean any(SQLException failure, Predicate<String> test) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      if (e.getSQLState() != null && test.test(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
