package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The database committed, and the connection broke before it could say so; or broke before. */
@OnEveryStore
class LostAnswerTest {
  @TempDir Path directory;

  private final Store store;

  LostAnswerTest(Store store) {
    this.store = store;
  }

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
      assertThat(unanswered.position()).isEqualTo(2);
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
    return new LogOnFiles(store.at(directory), axon -> axon, this::breaking);
  }

  private DataSource breaking(DataSource source) {
    return new DelegatingDataSource(source) {
      @Override
      public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(
            Connection.class,
            (method, arguments) ->
                switch (method.getName()) {
                  case "commit" -> breaking(() -> call(connection, method, arguments));
                  case "prepareStatement" ->
                      prepared(call(connection, method, arguments), arguments);
                  default -> call(connection, method, arguments);
                });
      }
    };
  }

  /** A statement that ends in a commit is one. */
  private Object prepared(@Nullable Object statement, Object @Nullable [] arguments) {
    PreparedStatement prepared = (PreparedStatement) Objects.requireNonNull(statement);
    if (arguments == null
        || !String.valueOf(arguments[0]).contains("INSERT")
        || !String.valueOf(arguments[0]).endsWith("COMMIT")) {
      return prepared;
    }
    return proxy(
        PreparedStatement.class,
        (method, more) ->
            method.getName().equals("execute")
                ? breaking(() -> call(prepared, method, more))
                : call(prepared, method, more));
  }

  private @Nullable Object breaking(Callable<@Nullable Object> commit) throws Throwable {
    if (breakBeforeCommit.getAndSet(false)) {
      throw new SQLException("the connection broke", "08006");
    }
    Object result = commit.call();
    if (breakAfterCommit.getAndSet(false)) {
      throw new SQLException("the connection broke", "08006");
    }
    return result;
  }

  private interface Invocation {
    @Nullable Object of(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Invocation invocation) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader() == null
                ? LostAnswerTest.class.getClassLoader()
                : type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> invocation.of(method, arguments)));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException() instanceof Exception thrown ? thrown : e;
    }
  }
}
