package io.meanwhile.app.log;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.postgresql.PGStatement;

/** Many keys as one parameter, for {@code = ANY (?)}. */
public final class KeyArray {
  private KeyArray() {}

  /**
   * Sets the keys. PostgreSQL is not to keep the plan: one that it made while the table was small
   * reads all of the table, also when it is not small any more.
   *
   * @param index of the parameter, from 1
   */
  public static void set(PreparedStatement statement, int index, Collection<Long> keys)
      throws SQLException {
    if (statement.isWrapperFor(PGStatement.class)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
    Array array = statement.getConnection().createArrayOf("bigint", keys.toArray(Long[]::new));
    statement.setArray(index, array);
  }
}
