package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryStore
class DefinitionStoreTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir Path directory;

  private final Store store;

  DefinitionStoreTest(Store store) {
    this.store = store;
  }

  @Test
  void whatIsStoredStaysAsItIs() {
    StoredDefinition first = definition("order", 1, "one");
    try (HikariDataSource source = store.at(directory).open()) {
      LogSchema.migrate(source);
      DefinitionStore store = new DefinitionStore(source);
      assertThat(store.add(first)).isEqualTo(first);
      assertThat(store.add(definition("order", 1, "other"))).isEqualTo(first);
      store.add(definition("order", 10, "ten"));
      store.add(definition("order", 9, "nine"));
      store.add(definition("bridge", 2, "two"));
    }
    try (HikariDataSource source = store.at(directory).open()) {
      LogSchema.migrate(source);
      DefinitionStore store = new DefinitionStore(source);
      assertThat(store.find("order", 1)).contains(first);
      assertThat(store.find("order", 2)).isEmpty();
      assertThat(store.newest("order")).contains(definition("order", 10, "ten"));
      assertThat(store.newest("none")).isEmpty();
      assertThat(store.list())
          .extracting(d -> d.name() + ":" + d.version())
          .containsExactly("bridge:2", "order:1", "order:9", "order:10");
    }
  }

  private static StoredDefinition definition(String name, int version, String source) {
    return new StoredDefinition(
        name, version, "digest of " + source, "application/yaml", source, NOON, "anna");
  }
}
