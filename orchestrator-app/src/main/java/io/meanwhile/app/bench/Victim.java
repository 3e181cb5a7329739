package io.meanwhile.app.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The service that is killed: a process of its own that starts sagas and holds them in a step. */
public final class Victim {
  /** What this process is started with, as the only argument; the rest comes over its input. */
  public static final String VERB = "bench-victim";

  private static final String READY = "ready";

  private Victim() {}

  /** The ids of the sagas that it starts. */
  static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "w4-" + i).toList();
  }

  /** Starts it, waits until all its sagas are in the step that holds them, and kills it. */
  static void runAndKill(BenchmarkPlan plan, @Nullable BenchSchema schema)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
        in.write(plan.concurrency() + "\n");
        in.write(String.join("\n", RunningService.arguments(plan, schema)) + "\n");
        // All are to be in that step, not only those that the usual bound lets ask at once.
        in.write("--meanwhile.limits.calls-per-participant=" + (plan.concurrency() + 1) + "\n");
      }
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        String line = out.readLine();
        while (line != null && !line.equals(READY)) {
          line = out.readLine();
        }
        if (line == null) {
          throw new BenchmarkException("the service that was to be killed ended by itself", null);
        }
        process.destroyForcibly().waitFor();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** This same program, however it was started. */
  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    String path = System.getProperty("java.class.path");
    if (path.endsWith(".jar") && !path.contains(File.pathSeparator)) {
      command.addAll(List.of("-jar", path));
    } else {
      command.addAll(List.of("-cp", path, "io.meanwhile.app.Meanwhile"));
    }
    command.add(VERB);
    return command;
  }

  /** Is it: starts the sagas, says so, and goes on until it is killed. */
  public static void run() throws IOException, InterruptedException, ExecutionException {
    List<String> orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            .lines()
            .toList();
    CountDownLatch never = new CountDownLatch(1);
    NoOpParticipant participant = new NoOpParticipant(never);
    try (RunningService service =
        RunningService.start(orders.subList(1, orders.size()), participant)) {
      List<String> ids = ids(Integer.parseInt(orders.getFirst()));
      var started =
          ids.stream()
              .map(id -> service.orchestrator().start(BusCaller.request(id, Workload.W4)))
              .toList();
      for (var one : started) {
        one.get();
      }
      for (String id : ids) {
        service
            .orchestrator()
            .await(id, view -> view.state().effects().size() == 2, Duration.ofMinutes(1))
            .get();
      }
      System.out.println(READY);
      never.await(10, TimeUnit.MINUTES);
    }
  }
}
