package io.meanwhile.app.log;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's tables to the form that this version needs. */
public final class LogSchema {
  private LogSchema() {}

  /** Applies the migrations that are missing. */
  public static void migrate(DataSource source) {
    migrate(source, Dialect.of(source).migrations());
  }

  /** The same for a database that holds projections and nothing else. */
  public static void migrateProjections(DataSource source) {
    migrate(source, Dialect.of(source).migrations() + "-projections");
  }

  private static void migrate(DataSource source, String migrations) {
    Flyway.configure().dataSource(source).locations(migrations).load().migrate();
  }
}
