package io.meanwhile.app.faults;

import io.meanwhile.app.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the databases of the log and of the list are asked to change or to keep. */
enum Statements {
  BIRTHS("insert into saga "),
  FRAMES("insert into log "),
  OPENED("into open_saga ("),
  CLOSED("delete from open_saga "),
  OPEN_AS_OF("update open_saga_as_of "),
  COMMIT("commit"),
  SYNC("checkpoint sync"),
  DEFINITION("insert into definition "),
  SNAPSHOT("insert into snapshot "),
  SNAPSHOT_AGAIN("update snapshot set"),
  LISTED("insert into saga_list ("),
  LIST_TERMS("insert into saga_list_term "),
  LIST_CHANGED("update saga_list set"),
  LIST_REACHED("update saga_list_progress set"),
  LIST_TOKEN("update tokenentry set");

  private final String words;

  Statements(String words) {
    this.words = words;
  }

  boolean in(String sql) {
    return sql.toLowerCase(Locale.ROOT).contains(words);
  }

  /** Commits of the list are others than those of the log. */
  String of(boolean list) {
    return list && !name().startsWith("LIST") ? "LIST_" + this : name();
  }

  /** All that a process does on this store, before and after each. */
  static List<String> points(Store store) {
    List<String> names = new ArrayList<>(List.of(COMMIT.of(true)));
    for (Statements statement : values()) {
      // Only H2 has to be told to bring a commit to disk.
      if (statement != SYNC || store == Store.H2) {
        names.add(statement.name());
      }
    }
    return names.stream()
        .flatMap(name -> List.of("BEFORE_" + name, "AFTER_" + name).stream())
        .toList();
  }
}
