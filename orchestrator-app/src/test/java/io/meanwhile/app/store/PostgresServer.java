package io.meanwhile.app.store;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.log.ServerDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server on loopback and a free port, durable as in production: what the library turns
 * off for speed is on. The shared one is started when the first test asks for it and stopped with
 * the tests' process.
 */
public final class PostgresServer implements AutoCloseable {
  private static final int POOL = 4;

  /** Bytes as text and back, as H2 does by itself: for tests that damage what is stored. */
  private static final String REPLACE_IN_BYTES =
      "CREATE FUNCTION pg_catalog.replace(bytea, text, text) RETURNS bytea LANGUAGE sql AS"
          + " $$SELECT convert_to(replace(convert_from($1, 'UTF8'), $2, $3), 'UTF8')$$";

  private final Path directory;
  private final EmbeddedPostgres server;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Path, Database> databases = new ConcurrentHashMap<>();

  private static final class Shared {
    static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      PostgresServer server = PostgresServer.start(Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    }
  }

  private PostgresServer(Path directory, Map<String, String> settings) throws IOException {
    this.directory = directory;
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "400");
    settings.forEach(builder::setServerConfig);
    server = builder.start();
  }

  /** The one server of this process. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /**
   * A server of its own, for tests that stop or misconfigure it; the caller closes it.
   *
   * @param settings more of them, or others
   */
  public static PostgresServer start(Map<String, String> settings) {
    try {
      PostgresServer server =
          new PostgresServer(Files.createTempDirectory("meanwhile-postgres"), settings);
      server.in("template1", REPLACE_IN_BYTES);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database that belongs to a directory, made when it is first asked for. */
  Database database(Path of) {
    return databases.computeIfAbsent(of.toAbsolutePath().normalize(), _ -> database());
  }

  /** An empty database. */
  public Database database() {
    return new Named(newDatabase());
  }

  /** Makes an empty database; returns its name. */
  public String newDatabase() {
    String name = "test_" + number.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return name;
  }

  /** The address of a database, without a role. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  /** Lets the server do something, as its administrator. */
  public void execute(String sql) {
    in("postgres", sql);
  }

  /** Does something in one database, as the administrator. */
  public void in(String database, String sql) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The postmaster; its children end with it. */
  public ProcessHandle process() {
    return server.getProcess().toHandle();
  }

  private final class Named implements Database {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public HikariDataSource open() {
      HikariDataSource pool = ServerDatabase.open(url(name), "postgres", "postgres");
      pool.setMaximumPoolSize(POOL);
      return pool;
    }

    @Override
    public String address() {
      return url(name);
    }

    @Override
    public void cutOff() {
      execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '"
              + name
              + "'");
    }
  }

  /** At once: a proper end would first bring to disk what is deleted next. */
  @Override
  public void close() {
    server.getProcess().destroyForcibly().onExit().join();
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
