package io.meanwhile.app.faults;

import java.util.Locale;

/** What the database is asked to change or to keep. */
enum Statements {
  BIRTHS("insert into saga "),
  FRAMES("insert into log "),
  OPENED("into open_saga"),
  CLOSED("delete from open_saga"),
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
