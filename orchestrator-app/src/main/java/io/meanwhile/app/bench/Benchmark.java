package io.meanwhile.app.bench;

import io.meanwhile.app.bench.BenchmarkPlan.Transport;
import io.meanwhile.app.log.RawInsert;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.participants.HttpParticipant;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/** Measures one workload: fill, warm up, measure, find the ceiling, read everything again. */
public final class Benchmark {
  private static final int WARM_UP_CALLERS = 64;
  private static final int FILL_CALLERS = 256;

  private final BenchmarkPlan plan;
  private final List<String> acknowledged = new ArrayList<>();

  private Benchmark(BenchmarkPlan plan) {
    this.plan = plan;
  }

  /** What was measured, and the first thing that went wrong; empty when nothing did. */
  public record Outcome(BenchmarkReport report, String firstError) {}

  /**
   * Measures.
   *
   * @throws BenchmarkException when it cannot be measured as asked
   */
  public static Outcome run(BenchmarkPlan plan) throws InterruptedException {
    BenchSchema schema = plan.server() == null ? null : BenchSchema.create(plan.server());
    try (schema) {
      return plan.workload() == Workload.W4
          ? new Recovery(plan, schema).run()
          : new Benchmark(plan).run(schema);
    } catch (IOException | SQLException e) {
      throw new BenchmarkException(String.valueOf(e.getMessage()), e);
    }
  }

  private Outcome run(@Nullable BenchSchema schema)
      throws InterruptedException, IOException, SQLException {
    List<String> arguments = RunningService.arguments(plan, schema);
    Outcome outcome;
    if (plan.transport() == Transport.HTTP) {
      try (HttpNoOpParticipant participant =
              HttpNoOpParticipant.start(plan.directory().resolve("participant"));
          CloseableHttpClient client = HttpParticipant.Wire.client(Duration.ofSeconds(10));
          RunningService service = RunningService.start(arguments, participant.url())) {
        outcome = measure(service, new HttpCaller(client, service.url()));
      }
    } else {
      NoOpParticipant participant = new NoOpParticipant(new CountDownLatch(0));
      try (RunningService service = RunningService.start(arguments, participant)) {
        outcome = measure(service, new BusCaller(service.orchestrator()));
      }
    }
    return plan.verify() ? verified(outcome, Reopened.count(plan, schema, acknowledged)) : outcome;
  }

  private Outcome measure(RunningService service, Caller caller)
      throws InterruptedException, SQLException {
    SagaLog log = service.log();
    Load load = new Load(plan.workload(), caller);
    keep(
        new Load(plan.workload(), new BusCaller(service.orchestrator()))
            .run(FILL_CALLERS, () -> log.head() < plan.fill()));
    keep(load.run(WARM_UP_CALLERS, lasting(plan.warmUpSeconds())));
    Meter meter = Meter.of(log);
    Meter.Reading before = meter.read();
    Load.Result result = load.run(plan.concurrency(), lasting(plan.seconds()));
    double lag = service.listLagMillis();
    Meter.Reading used = meter.read().since(before);
    keep(result);
    double rows = used.frames() / result.seconds();
    int rowsPerCommit = (int) Math.max(1, used.frames() / Math.max(1, used.commits()));
    double ceiling = new RawInsert(service.store()).rowsPerSecond(rowsPerCommit, 3);
    BenchmarkReport report = report(result, used, new Beside(rows, ceiling, lag, log.head()));
    return new Outcome(report, result.firstError());
  }

  private void keep(Load.Result result) {
    if (plan.verify()) {
      acknowledged.addAll(result.sagas());
    }
  }

  private static BooleanSupplier lasting(int seconds) {
    long until = System.nanoTime() + seconds * 1_000_000_000L;
    return () -> System.nanoTime() < until;
  }

  /** Measured beside the load: rows a second, of the run and of the ceiling, and the list's lag. */
  private record Beside(double rows, double ceiling, double listLag, long stored) {}

  private BenchmarkReport report(Load.Result result, Meter.Reading used, Beside beside) {
    double ended = Math.max(1, result.sagas().size());
    return new BenchmarkReport(
        plan.workload().name().toLowerCase(Locale.ROOT),
        plan.store(),
        plan.transport().name().toLowerCase(Locale.ROOT),
        plan.concurrency(),
        result.sagas().size() / result.seconds(),
        used.events() / result.seconds(),
        result.latencies().percentile(0.5),
        result.latencies().percentile(0.99),
        result.latencies().percentile(0.999),
        result.errors(),
        used.bytes() / ended,
        used.commits() / ended,
        used.cpuNanos() / 1e3 / ended,
        null,
        null,
        beside.ceiling(),
        beside.ceiling() == 0 ? 0 : beside.rows() / beside.ceiling(),
        beside.listLag(),
        result.sagas().size(),
        beside.stored(),
        null);
  }

  private Outcome verified(Outcome outcome, long found) {
    long missing = acknowledged.size() - found;
    String error =
        missing == 0 ? outcome.firstError() : missing + " acknowledged sagas are not in the store";
    return new Outcome(outcome.report().verified(found, missing), error);
  }
}
