package io.meanwhile.app.store;

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

/** A database that works, and a way to it that fails as it is told to. */
public final class FaultySource extends DelegatingDataSource {
  private volatile Fault fault = Fault.NONE;

  /** What the database is asked for. */
  public enum Asked {
    CONNECTION,
    /** Whatever changes nothing that others see: a query, rows before their commit. */
    STATEMENT,
    /**
     * The commit of new rows of the log, alone or at the end of the statement that inserts them.
     */
    COMMIT_OF_LOG
  }

  /** Sees everything before and after the database does. */
  public interface Fault {
    Fault NONE = new Fault() {};

    default void before(Asked asked) throws SQLException {}

    default void after(Asked asked) throws SQLException {}
  }

  public FaultySource(DataSource source) {
    super(source);
  }

  /** From now on, until the next one. */
  public void inject(Fault next) {
    fault = next;
  }

  /** From now on nothing fails. */
  public void heal() {
    fault = Fault.NONE;
  }

  @Override
  public Connection getConnection() throws SQLException {
    fault.before(Asked.CONNECTION);
    return proxy(Connection.class, new OnConnection(super.getConnection()));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultySource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private @Nullable Object asking(
      Asked asked, Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    Fault now = fault;
    now.before(asked);
    Object result = call(target, method, arguments);
    now.after(asked);
    return result;
  }

  private final class OnConnection implements InvocationHandler {
    private final Connection connection;
    private boolean ofTheWriter;

    OnConnection(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getName().equals("commit") && ofTheWriter) {
        return asking(Asked.COMMIT_OF_LOG, connection, method, arguments);
      }
      Object result = call(connection, method, arguments);
      return switch (result) {
        case PreparedStatement statement ->
            proxy(PreparedStatement.class, executing(statement, asked(arguments)));
        case Statement statement -> proxy(Statement.class, executing(statement, Asked.STATEMENT));
        case null, default -> result;
      };
    }

    private Asked asked(Object @Nullable [] arguments) {
      String sql = arguments == null ? "" : String.valueOf(arguments[0]);
      boolean appends = sql.contains("INSERT INTO log ");
      ofTheWriter |= appends;
      return appends && sql.endsWith("COMMIT") ? Asked.COMMIT_OF_LOG : Asked.STATEMENT;
    }
  }

  private InvocationHandler executing(Statement statement, Asked asked) {
    return (_, method, arguments) ->
        method.getName().startsWith("execute")
            ? asking(asked, statement, method, arguments)
            : call(statement, method, arguments);
  }
}
