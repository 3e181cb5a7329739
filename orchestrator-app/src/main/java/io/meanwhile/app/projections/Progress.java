package io.meanwhile.app.projections;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the list has come, beside the rows and in their transactions. */
final class Progress {
  /** The form of the rows. Raise it when what they hold changes: the list is then made anew. */
  static final int VERSION = 1;

  /** Another form has another processor, and thereby a token that begins at the beginning. */
  static final String PROCESSOR = "saga-list-" + VERSION;

  private final JdbcClient database;

  Progress(DataSource source) {
    this.database = JdbcClient.create(source);
  }

  /**
   * What the table says.
   *
   * @param target the log's head when the list began to be made
   */
  record State(long position, long target) {}

  /** Empty while the list is being emptied. */
  Optional<State> state() {
    return database
        .sql("SELECT position, target FROM saga_list_progress WHERE version = ?")
        .param(VERSION)
        .query((row, _) -> new State(row.getLong(1), row.getLong(2)))
        .optional();
  }

  /**
   * Empties the list when its rows have another form, when they are ahead of the log, which was
   * then put back, or when this was begun and not finished: the row of progress goes first and
   * comes last.
   *
   * @param head of the log
   */
  void prepare(long head) {
    if (state().filter(known -> known.position() <= head).isPresent()) {
      return;
    }
    int _ = database.sql("DELETE FROM saga_list_progress").update();
    int _ = database.sql("TRUNCATE TABLE saga_list").update();
    int _ = database.sql("TRUNCATE TABLE saga_list_term").update();
    int _ = database.sql("DELETE FROM TokenEntry WHERE processorName LIKE 'saga-list-%'").update();
    int _ =
        database
            .sql("INSERT INTO saga_list_progress (version, position, target) VALUES (?, 0, ?)")
            .params(VERSION, head)
            .update();
  }

  /**
   * Notes how far the rows of this transaction go.
   *
   * @throws IllegalStateException when another version has taken the list over
   */
  void reach(long position) {
    int noted =
        database
            .sql("UPDATE saga_list_progress SET position = ? WHERE version = ?")
            .params(position, VERSION)
            .update();
    if (noted == 0) {
      throw new IllegalStateException("the list is being made anew; start the service again");
    }
  }
}
