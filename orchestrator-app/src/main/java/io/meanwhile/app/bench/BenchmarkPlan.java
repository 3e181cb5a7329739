package io.meanwhile.app.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured, and on what.
 *
 * @param concurrency callers at once, each starting its next saga when its last one has ended; for
 *     W4 the sagas that run when the process is killed
 * @param warmUpSeconds not measured
 * @param fill events that the log is to hold before anything is measured; 0 for an empty log
 * @param directory where H2's files go, and the keys; empty at first
 * @param verify reads the whole store again at the end and recomputes every hash
 */
public record BenchmarkPlan(
    Workload workload,
    int concurrency,
    int seconds,
    int warmUpSeconds,
    long fill,
    Transport transport,
    @Nullable Server server,
    Path directory,
    boolean verify) {

  /** How sagas are started and participants are asked. */
  public enum Transport {
    /** On the command bus, and as beans. */
    INPROCESS,
    /**
     * Both over HTTP, on loopback: what starts, what serves and what performs share the machine.
     */
    HTTP
  }

  /**
   * A PostgreSQL server; a schema of its own is made in it, and dropped in the end.
   *
   * @param url as JDBC has it
   */
  public record Server(String url, @Nullable String user, @Nullable String password) {}

  /** The name of the store. */
  public String store() {
    return server == null ? "h2" : "postgres";
  }
}
