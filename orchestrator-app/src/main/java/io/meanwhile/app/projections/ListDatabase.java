package io.meanwhile.app.projections;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.log.EmbeddedDatabase;
import io.meanwhile.app.log.LogSchema;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the list and the token of its processor are. */
public final class ListDatabase implements AutoCloseable {
  private final DataSource source;
  private final @Nullable HikariDataSource own;

  private ListDatabase(DataSource source, @Nullable HikariDataSource own) {
    this.source = source;
    this.own = own;
  }

  /**
   * In a file of its own in a directory: appending to the log then writes none of the list's pages.
   *
   * @throws io.meanwhile.app.log.LogUnavailableException when it cannot be opened or made
   */
  public static ListDatabase in(Path directory) {
    HikariDataSource own = EmbeddedDatabase.openProjections(directory);
    LogSchema.migrateProjections(own);
    return new ListDatabase(own, own);
  }

  /** Beside the log's tables, whose migrations make the list's as well. */
  public static ListDatabase within(DataSource source) {
    return new ListDatabase(source, null);
  }

  public DataSource source() {
    return source;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
