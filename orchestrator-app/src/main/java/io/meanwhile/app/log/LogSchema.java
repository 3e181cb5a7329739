package io.meanwhile.app.log;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's tables to the form that this version needs. */
public final class LogSchema {
  private LogSchema() {}

  /** Applies the migrations that are missing. */
  public static void migrate(DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .locations(Dialect.of(source).migrations())
        .load()
        .migrate();
  }
}
