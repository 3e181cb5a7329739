package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.store.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a PostgreSQL server must be like, and what is said of one that is not. */
class ServerDatabaseTest {
  private final PostgresServer server = PostgresServer.shared();

  @Test
  void aServerThatCannotBeUsedIsRefusedInPlainWordsWithoutThePassword() {
    server.execute("DROP ROLE IF EXISTS stranger");
    refused("jdbc:postgresql://127.0.0.1:1/none?password=canary", "cannot be reached");
    refused(server.url("none") + "?user=postgres&password=canary", "does not exist");
    refused(server.url("postgres") + "?user=stranger&password=canary", "refuses the role");
  }

  private static void refused(String url, String word) {
    assertThatThrownBy(() -> ServerDatabase.open(url, null, null))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining(word)
        .hasMessageNotContaining("canary");
  }

  @Test
  void aServerThatLosesWhatItAcknowledgesIsRefused() {
    try (PostgresServer careless = PostgresServer.start(Map.of("fsync", "off"));
        HikariDataSource source = careless.database().open()) {
      LogSchema.migrate(source);
      assertThatThrownBy(() -> DurableLog.open(source, new EventCodec()))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("fsync=off");
      DurableLog.open(source, new EventCodec(), false).close();
    }
  }

  @Test
  void aDatabaseThatIsReadOnlyIsRefused() {
    String name = server.newDatabase();
    try (HikariDataSource source = ServerDatabase.open(server.url(name), "postgres", "postgres")) {
      LogSchema.migrate(source);
    }
    server.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    try (HikariDataSource source = ServerDatabase.open(server.url(name), "postgres", "postgres")) {
      assertThatThrownBy(() -> DurableLog.open(source, new EventCodec()))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void whatTheAddressSaysWinsOverWhatIsSetByDefault() throws Exception {
    String url = server.url("postgres") + "?ApplicationName=ours";
    try (HikariDataSource source = ServerDatabase.open(url, "postgres", "postgres");
        var connection = source.getConnection();
        var row = connection.createStatement().executeQuery("SHOW application_name")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("ours");
    }
  }
}
