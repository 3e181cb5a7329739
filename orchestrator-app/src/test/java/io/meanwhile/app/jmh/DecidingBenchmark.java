package io.meanwhile.app.jmh;

import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One observation, decided and applied, to a saga that has had more and more of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecidingBenchmark {
  @Param({"1", "1000", "50000"})
  public int history;

  private Definition definition = Material.patient();
  private Saga saga = Saga.NOT_STARTED;
  private SagaCommand command = Material.start("s-1");
  private List<SagaEvent> events = List.of();

  @Setup
  public void prepare() {
    definition = Material.patient();
    saga = Material.told(history);
    command = Material.observe("first", Report.CONFIRMED, history + 1);
    events = Material.events(definition, saga, command);
  }

  @Benchmark
  public Decision decide() {
    return SagaDecider.decide(definition, saga, command);
  }

  @Benchmark
  public Saga evolve() {
    return Material.after(saga, events);
  }
}
