package io.meanwhile.app.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that is there already: how the service connects to it. */
public final class ServerDatabase {
  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * What the driver is told where the address does not say otherwise. A server that hangs must not
   * hang this process for ever; an error's detail would quote rows, and rows hold what is nobody
   * else's business.
   */
  private static final Map<String, String> DRIVER =
      Map.of(
          "ApplicationName", "meanwhile",
          "connectTimeout", "10",
          "socketTimeout", "60",
          "tcpKeepAlive", "true",
          "reWriteBatchedInserts", "true",
          "logServerErrorDetail", "false");

  private ServerDatabase() {}

  /**
   * Opens a pool of connections.
   *
   * @param url {@code jdbc:postgresql://host:port/database}
   * @param user null when the address names it
   * @throws LogUnavailableException when the database cannot be reached or used, with the reason
   */
  public static HikariDataSource open(
      String url, @Nullable String user, @Nullable String password) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    prepare(pool);
    return pool;
  }

  /** Whether the pool connects to a PostgreSQL server. */
  public static boolean isMeant(HikariConfig pool) {
    return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith(PREFIX);
  }

  /**
   * Completes a pool's settings before its first connection, and makes sure that there can be one:
   * the pool itself would try for long and then fail with many words.
   *
   * @throws LogUnavailableException when the database cannot be reached or used, with the reason
   */
  public static void prepare(HikariDataSource pool) {
    DRIVER.forEach(pool.getDataSourceProperties()::putIfAbsent);
    if (pool.getPoolName() == null) {
      pool.setPoolName("meanwhile");
    }
    Properties properties = new Properties();
    pool.getDataSourceProperties().forEach(properties::put);
    put(properties, "user", pool.getUsername());
    put(properties, "password", pool.getPassword());
    try (Connection connection = DriverManager.getConnection(pool.getJdbcUrl(), properties)) {
      connection.isReadOnly();
    } catch (SQLException e) {
      throw new LogUnavailableException(Failures.reason(e), false, e);
    }
  }

  private static void put(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }
}
