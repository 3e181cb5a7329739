package io.meanwhile.app.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose every change passes somebody who may end the process, or fail the change. */
final class WatchedSource extends DelegatingDataSource {
  private final Watch watch;

  /** Sees each statement before and after the database does. */
  interface Watch {
    void before(Statements statement) throws SQLException;

    void after(Statements statement) throws SQLException;

    /** Somebody wants a connection. */
    default void connecting() throws SQLException {}
  }

  WatchedSource(DataSource source, Watch watch) {
    super(source);
    this.watch = watch;
  }

  @Override
  public Connection getConnection() throws SQLException {
    watch.connecting();
    return proxy(Connection.class, new Watched(super.getConnection(), null));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private final class Watched implements InvocationHandler {
    private final Object delegate;
    private final @Nullable String prepared;

    Watched(Object delegate, @Nullable String prepared) {
      this.delegate = delegate;
      this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      String name = method.getName();
      String sql = arguments != null && arguments[0] instanceof String text ? text : prepared;
      if (name.equals("commit")) {
        return watched("commit", method, arguments);
      }
      if (name.startsWith("execute") && sql != null) {
        return watched(sql, method, arguments);
      }
      Object result = call(method, arguments);
      return switch (result) {
        case PreparedStatement statement when name.equals("prepareStatement") ->
            proxy(PreparedStatement.class, new Watched(statement, sql));
        case Statement statement when name.equals("createStatement") ->
            proxy(Statement.class, new Watched(statement, null));
        case null, default -> result;
      };
    }

    private @Nullable Object watched(String sql, Method method, Object @Nullable [] arguments)
        throws Throwable {
      for (Statements statement : Statements.values()) {
        if (statement.in(sql)) {
          watch.before(statement);
        }
      }
      Object result = call(method, arguments);
      for (Statements statement : Statements.values()) {
        if (statement.in(sql)) {
          watch.after(statement);
        }
      }
      return result;
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
      try {
        return method.invoke(delegate, arguments);
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      }
    }
  }
}
