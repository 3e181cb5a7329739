package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to H2: files. */
class EmbeddedDatabaseTest {
  @TempDir Path directory;

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
