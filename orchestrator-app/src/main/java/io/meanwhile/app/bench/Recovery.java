package io.meanwhile.app.bench;

import io.meanwhile.app.log.SagaLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * W4: a service in a process of its own is killed with {@code kill -9} while all its sagas are in
 * the midst of a step. A successor is started on the same store; the clock runs from when its
 * engine begins to work, the last thing a service starts, until the last of them has ended.
 */
final class Recovery {
  private final BenchmarkPlan plan;
  private final @Nullable BenchSchema schema;

  Recovery(BenchmarkPlan plan, @Nullable BenchSchema schema) {
    this.plan = plan;
    this.schema = schema;
  }

  Benchmark.Outcome run() throws IOException, InterruptedException {
    Victim.runAndKill(plan, schema);
    long from = System.nanoTime();
    NoOpParticipant participant = new NoOpParticipant(new CountDownLatch(0));
    Benchmark.Outcome outcome;
    try (RunningService service =
        RunningService.start(RunningService.arguments(plan, schema), participant)) {
      double started = (service.begunNanos() - from) / 1e9;
      outcome = await(service, service.begunNanos(), started);
    }
    if (!plan.verify()) {
      return outcome;
    }
    long found = Reopened.count(plan, schema, Victim.ids(plan.concurrency()));
    long missing = plan.concurrency() - found;
    return new Benchmark.Outcome(
        outcome.report().verified(found, missing),
        missing == 0 ? outcome.firstError() : missing + " sagas are not in the store");
  }

  private Benchmark.Outcome await(RunningService service, long from, double started)
      throws InterruptedException {
    BusCaller caller = new BusCaller(service.orchestrator());
    SagaLog log = service.log();
    List<Long> nanos = new ArrayList<>();
    long errors = 0;
    String firstError = "";
    for (String id : Victim.ids(plan.concurrency())) {
      try {
        Caller.Ended ended = caller.end(id);
        if (ended.status() != plan.workload().outcome()) {
          firstError = errors++ == 0 ? "saga " + id + " is " + ended.status() : firstError;
        }
      } catch (ExecutionException e) {
        firstError = errors++ == 0 ? String.valueOf(e.getMessage()) : firstError;
      }
      nanos.add(System.nanoTime() - from);
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    long[] all = nanos.stream().mapToLong(Long::longValue).toArray();
    Latencies latencies = Latencies.of(List.of(all));
    Load.Result result = new Load.Result(latencies, List.of(), errors, firstError, seconds);
    return new Benchmark.Outcome(report(result, started, log.head()), firstError);
  }

  private BenchmarkReport report(Load.Result result, double started, long head) {
    long ended = plan.concurrency() - result.errors();
    return new BenchmarkReport(
        "w4",
        plan.store(),
        "inprocess",
        plan.concurrency(),
        ended / result.seconds(),
        0,
        result.latencies().percentile(0.5),
        result.latencies().percentile(0.99),
        result.latencies().percentile(0.999),
        result.errors(),
        0,
        0,
        0,
        result.seconds(),
        started,
        0,
        0,
        null,
        ended,
        head,
        null);
  }
}
