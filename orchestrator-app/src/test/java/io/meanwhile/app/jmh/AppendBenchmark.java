package io.meanwhile.app.jmh;

import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.SagaKeys;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One group of new sagas' first frames, durable on H2 when it returns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AppendBenchmark {
  @Param({"1", "100", "1000"})
  public int frames;

  private final Material material = new Material();
  private final BenchmarkLog on;
  private final SagaKeys keys;
  private List<Frame> group = List.of();

  public AppendBenchmark() {
    on = new BenchmarkLog();
    keys = on.log.keys();
  }

  /** A frame can be appended once only. */
  @Setup(Level.Invocation)
  public void prepare() {
    group = material.births(keys, frames);
  }

  @Benchmark
  public void append() throws Exception {
    on.appender.append(group);
  }

  @TearDown
  public void close() throws Exception {
    on.close();
  }
}
