package io.meanwhile.app.faults;

import java.util.Locale;

/** What the database is asked to change or to keep. */
enum Statements {
  BIRTHS("insert into saga "),
  FRAMES("insert into log "),
  OPENED("into open_saga ("),
  CLOSED("delete from open_saga "),
  OPEN_AS_OF("update open_saga_as_of "),
  COMMIT("commit"),
  SYNC("checkpoint sync"),
  DEFINITION("insert into definition ");

  private final String words;

  Statements(String words) {
    this.words = words;
  }

  boolean in(String sql) {
    return sql.toLowerCase(Locale.ROOT).contains(words);
  }
}
