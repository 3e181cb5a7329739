package io.meanwhile.app.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.message.DbException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to H2 that nobody can use once H2 has closed its files, which it does after any error
 * in writing them. Used once more, such a connection may turn in an endless loop inside H2 (version
 * 2.4.240, {@code MVStore.registerVersionUsage}): also in a rollback, and when it is given back. So
 * it is let go of as it is; a new one opens the files again.
 */
final class EmbeddedSource extends DelegatingDataSource {
  private static final String CONNECTION_FAILURE = "08006";

  EmbeddedSource(String url) {
    super(source(url));
  }

  private static JdbcDataSource source(String url) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    source.setUser("sa");
    source.setPassword("");
    return source;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            EmbeddedSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Abandoned(super.getConnection()));
  }

  /** What is done instead, where there is nothing any more to do it on. */
  private record Abandoned(Connection connection) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getDeclaringClass() != Object.class && isGone()) {
        return switch (method.getName()) {
          case "close", "abort" -> null;
          case "isClosed" -> true;
          case "isValid" -> false;
          default ->
              throw new SQLNonTransientConnectionException(
                  "the database has closed its files after a failure", CONNECTION_FAILURE);
        };
      }
      try {
        return method.invoke(connection, arguments);
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      }
    }

    private boolean isGone() {
      try {
        return connection instanceof JdbcConnection h2
            && h2.getSession() instanceof SessionLocal session
            && session.getDatabase().getStore().getMvStore().isClosed();
      } catch (DbException closed) { // H2's own, unchecked: the session has lost its database
        return true;
      }
    }
  }
}
