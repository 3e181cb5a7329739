package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The database committed, and the connection broke before it could say so; or broke before. */
class LostAnswerTest {
  @TempDir Path directory;

  private final AtomicBoolean breakAfterCommit = new AtomicBoolean();
  private final AtomicBoolean breakBeforeCommit = new AtomicBoolean();

  @Test
  void aGroupWhoseCommitWasNotAnsweredIsFoundAndNotWrittenTwice() throws Exception {
    try (LogOnFiles files = files()) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      Frame unanswered = files.frame("a", note(1), note(2));
      breakAfterCommit.set(true);
      mayBeStored(files, unanswered);

      assertThat(files.log.head()).isEqualTo(1);
      assertThat(files.appender.isStored(unanswered)).isTrue();
      assertThat(files.log.head()).isEqualTo(3);
      files.appender.append(List.of(files.frame("a", note(3))));
      assertThat(files.log.after(0, 9))
          .extracting(StoredEvent::position)
          .containsExactly(1L, 2L, 3L, 4L);
      assertThat(files.durable.verification().verify(9).flaws()).isEmpty();
    }
  }

  @Test
  void aGroupThatWasNotCommittedIsNotThereAndCanBeWrittenAgain() throws Exception {
    try (LogOnFiles files = files()) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      Frame unanswered = files.frame("a", note(1), note(2));
      breakBeforeCommit.set(true);
      mayBeStored(files, unanswered);

      assertThat(files.appender.isStored(unanswered)).isFalse();
      assertThat(files.log.head()).isEqualTo(1);
      files.appender.append(List.of(unanswered));
      assertThat(files.log.head()).isEqualTo(3);
      assertThat(files.durable.verification().verify(9).flaws()).isEmpty();
    }
  }

  private static void mayBeStored(LogOnFiles files, Frame frame) {
    assertThatThrownBy(() -> files.appender.append(List.of(frame)))
        .isInstanceOfSatisfying(
            LogUnavailableException.class, e -> assertThat(e.mayBeStored()).isTrue());
  }

  private LogOnFiles files() {
    return new LogOnFiles(directory, axon -> axon, this::breaking);
  }

  private DataSource breaking(DataSource source) {
    return new DelegatingDataSource(source) {
      @Override
      public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("commit") && breakBeforeCommit.getAndSet(false)) {
                    throw new SQLException("the connection broke", "08006");
                  }
                  Object result = call(connection, method, arguments);
                  if (method.getName().equals("commit") && breakAfterCommit.getAndSet(false)) {
                    throw new SQLException("the connection broke", "08006");
                  }
                  return result;
                });
      }
    };
  }

  private static @Nullable Object call(
      Connection connection, java.lang.reflect.Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
