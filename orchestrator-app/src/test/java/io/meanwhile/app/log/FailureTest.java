package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnEveryStore
class FailureTest {
  @TempDir Path directory;

  private final Store store;

  FailureTest(Store store) {
    this.store = store;
  }

  @Test
  void afterAStoreFailureTheLogGoesOnWithNothingLostAndNothingTwice() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      store.at(directory).cutOff();
      Frame next = files.frame("a", note(1), note(2));
      assertThatThrownBy(() -> files.appender.append(List.of(next)))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(files.appender.isStored(next)).isFalse();
      files.appender.append(List.of(next));
      assertThat(files.appender.isStored(next)).isTrue();
      assertThat(files.log.head()).isEqualTo(3);
      assertThat(files.durable.verification().verify(9).flaws()).isEmpty();
    }
  }

  @Test
  void aTypeThatNobodyKnowsStopsItsSagaAndNamesTheEvent() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      files.appender.append(List.of(files.frame("b", started("b"))));
      JdbcClient.create(files.source)
          .sql(
              "UPDATE log SET events = REPLACE(events, 'saga-started', 'saga-beamed')"
                  + " WHERE position = 1")
          .update();
    }
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      List<StoredEvent> events = files.log.after(0, 9);
      assertThat(events).hasSize(2);
      assertThatThrownBy(() -> events.getFirst().event())
          .isInstanceOfSatisfying(
              UnreadableEventException.class,
              e -> {
                assertThat(e.saga()).isEqualTo("a");
                assertThat(e.sequence()).isZero();
                assertThat(e.type()).isEqualTo("meanwhile.saga.saga-beamed");
                assertThat(e.version()).isEqualTo("1");
              });
      assertThat(events.get(1).event()).isEqualTo(started("b"));
    }
  }

  @Test
  void whatCannotBeStoredIsRefusedAndTheEncoderGoesOn() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      assertThatThrownBy(() -> files.frame("a", started("half a pair \ud800")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("surrogate");
      files.appender.append(List.of(files.frame("a", started("a"))));
      assertThat(files.durable.verification().verify(9).flaws()).isEmpty();
    }
  }
}
