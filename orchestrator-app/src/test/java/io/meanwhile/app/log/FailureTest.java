package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FailureTest {
  @TempDir Path directory;

  @Test
  void afterAStoreFailureTheLogGoesOnWithNothingLostAndNothingTwice() throws Exception {
    try (LogOnFiles files = new LogOnFiles(directory)) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      Connection connection = files.source.getConnection();
      connection.createStatement().execute("SHUTDOWN IMMEDIATELY");
      files.source.evictConnection(connection);
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
    try (LogOnFiles files = new LogOnFiles(directory)) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      files.appender.append(List.of(files.frame("b", started("b"))));
      JdbcClient.create(files.source)
          .sql(
              "UPDATE log SET events = REPLACE(CAST(events AS VARCHAR), 'saga-started', 'saga-beamed')"
                  + " WHERE position = 1")
          .update();
    }
    try (LogOnFiles files = new LogOnFiles(directory)) {
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
    try (LogOnFiles files = new LogOnFiles(directory)) {
      assertThatThrownBy(() -> files.frame("a", started("half a pair \ud800")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("surrogate");
      files.appender.append(List.of(files.frame("a", started("a"))));
      assertThat(files.durable.verification().verify(9).flaws()).isEmpty();
    }
  }

  @Test
  void aDirectoryThatCannotBeUsedIsNamed() throws Exception {
    Path file = Files.createFile(directory.resolve("a-file"));
    assertThatThrownBy(() -> EmbeddedDatabase.open(file))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aNewDirectoryIsForItsOwnerOnlyAndHoldsTheDatabaseAlone() throws Exception {
    Path made = directory.resolve("data");
    try (LogOnFiles files = new LogOnFiles(made)) {
      Frame frame = files.frame("a", started("a"));
      files.appender.append(List.of(frame));
      assertThatThrownBy(() -> files.appender.append(List.of(frame)))
          .isInstanceOf(AppendConflictException.class);
    }
    try (Stream<Path> content = Files.list(made)) {
      assertThat(content.map(path -> String.valueOf(path.getFileName())))
          .containsExactly("meanwhile.mv.db");
    }
    if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
  }
}
