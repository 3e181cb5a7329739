package io.meanwhile.app.jmh;

import io.meanwhile.app.log.SagaKeys;
import io.meanwhile.app.log.StoredEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Events a second when the log is read from the beginning, from the database and not from memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReplayBenchmark {
  private static final int EVENTS = 40_000;
  private static final int PAGE = 1000;

  private final BenchmarkLog on;

  public ReplayBenchmark() {
    on = new BenchmarkLog();
  }

  /** Twice as many as are read: the newest are still in memory. */
  @Setup
  public void fill() throws Exception {
    Material material = new Material();
    SagaKeys keys = on.log.keys();
    while (on.log.reading().head() < 2 * EVENTS) {
      on.appender.append(material.births(keys, 1000));
    }
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void passOn(Blackhole to) {
    read(to, false);
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void decode(Blackhole to) {
    read(to, true);
  }

  private void read(Blackhole to, boolean decode) {
    long position = 0;
    while (position < EVENTS) {
      int limit = (int) Math.min(PAGE, EVENTS - position);
      List<StoredEvent> page = on.log.reading().after(position, limit);
      for (StoredEvent event : page) {
        to.consume(decode ? event.event() : event.type());
      }
      position += page.size();
    }
  }

  @TearDown
  public void close() throws Exception {
    on.close();
  }
}
