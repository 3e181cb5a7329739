package io.meanwhile.app.jmh;

import io.meanwhile.app.checking.AllProcessors;
import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.CheckReport;
import io.meanwhile.core.checker.Checker;
import io.meanwhile.core.checker.Workers;
import io.meanwhile.core.model.Definition;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Distinct states of a saga of three steps that the checker looks at in a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 4, time = 5)
public class CheckingBenchmark {
  private static final int STATES = 100_000;

  /** Contracts that may be broken on one path: with them there are more states and fewer moves. */
  @Param({"0", "1"})
  public int faults;

  private final Definition definition = Material.three();

  @Benchmark
  @OperationsPerInvocation(STATES)
  public CheckReport alone() {
    return check(Workers.ALONE);
  }

  @Benchmark
  @OperationsPerInvocation(STATES)
  public CheckReport allProcessors() {
    return check(new AllProcessors());
  }

  private CheckReport check(Workers workers) {
    Bounds bounds = Bounds.DEFAULT.withFaults(faults).withMaxStates(STATES);
    return Checker.check(definition, bounds, workers);
  }
}
