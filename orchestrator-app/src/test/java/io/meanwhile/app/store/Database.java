package io.meanwhile.app.store;

import com.zaxxer.hikari.HikariDataSource;

/** One database that a test has to itself, empty at first, and there until the test is over. */
public interface Database {

  /**
   * Opens it as the service does. Every call gives a pool of its own on the same data, as a process
   * that starts again would have; the pool before it need not be closed.
   */
  HikariDataSource open();

  /** Where another process finds it: a directory, or the address of a database on a server. */
  String address();

  /** Ends all connections to it at once, as a server that goes away does; new ones can be made. */
  void cutOff() throws Exception;
}
