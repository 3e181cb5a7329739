package io.meanwhile.app.bench;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/** A schema of its own on a database server: whatever else is there is left alone. */
final class BenchSchema implements AutoCloseable {
  private final BenchmarkPlan.Server server;
  private final String name;

  private BenchSchema(BenchmarkPlan.Server server, String name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Makes one.
   *
   * @throws BenchmarkException when the server cannot be reached, or does not let this user
   */
  static BenchSchema create(BenchmarkPlan.Server server) {
    long random = ThreadLocalRandom.current().nextLong();
    String name = "meanwhile_bench_" + HexFormat.of().toHexDigits(random);
    BenchSchema schema = new BenchSchema(server, name);
    schema.execute("CREATE SCHEMA " + name);
    return schema;
  }

  /** What the service is started with. */
  List<String> properties() {
    List<String> properties = new ArrayList<>();
    properties.add("--spring.datasource.url=" + url());
    if (server.user() != null) {
      properties.add("--spring.datasource.username=" + server.user());
    }
    if (server.password() != null) {
      properties.add("--spring.datasource.password=" + server.password());
    }
    return properties;
  }

  /** For a pool of its own. */
  void configure(HikariConfig pool) {
    pool.setJdbcUrl(url());
    pool.setUsername(server.user());
    pool.setPassword(server.password());
  }

  private String url() {
    String url = server.url();
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name;
  }

  private void execute(String sql) {
    Properties login = new Properties();
    if (server.user() != null) {
      login.setProperty("user", server.user());
    }
    if (server.password() != null) {
      login.setProperty("password", server.password());
    }
    try (Connection connection = DriverManager.getConnection(server.url(), login);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchmarkException("the database server said: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    execute("DROP SCHEMA " + name + " CASCADE");
  }
}
