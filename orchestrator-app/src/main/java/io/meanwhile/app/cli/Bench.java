package io.meanwhile.app.cli;

import io.meanwhile.app.bench.Benchmark;
import io.meanwhile.app.bench.BenchmarkException;
import io.meanwhile.app.bench.BenchmarkPlan;
import io.meanwhile.app.bench.BenchmarkPlan.Server;
import io.meanwhile.app.bench.BenchmarkPlan.Transport;
import io.meanwhile.app.bench.BenchmarkReport;
import io.meanwhile.app.bench.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures the service on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures the service on this machine, every step durable.",
      "Exit code 1 when a saga ended otherwise than the workload says, or is missing."
    },
    mixinStandardHelpOptions = true)
final class Bench implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int NO = 1;
  private static final int BAD_INPUT = 2;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--workload",
      defaultValue = "w1",
      description = "w1, w2, w3 or w4 (default ${DEFAULT-VALUE}).")
  private String workload = "w1";

  @Option(
      names = "--concurrency",
      defaultValue = "32",
      description = "Callers at once; for w4 the sagas that run (default ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Measured for (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds before it is measured (default ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--fill",
      defaultValue = "0",
      description = "Events that the log is to hold first (default ${DEFAULT-VALUE}).")
  private long fill;

  @Option(
      names = "--store",
      defaultValue = "h2",
      description = "h2 or postgres (default ${DEFAULT-VALUE}).")
  private String store = "h2";

  @Option(
      names = "--url",
      description = "The PostgreSQL server, as jdbc:postgresql://HOST/DATABASE.")
  private @Nullable String url;

  @Option(names = "--user", description = "Who logs in there.")
  private @Nullable String user;

  @Option(
      names = "--password",
      arity = "0..1",
      interactive = true,
      description = "Asked for; or set MEANWHILE_BENCH_PASSWORD.")
  private @Nullable String password;

  @Option(
      names = "--transport",
      defaultValue = "inprocess",
      description = "inprocess or http (default ${DEFAULT-VALUE}).")
  private String transport = "inprocess";

  @Option(
      names = "--directory",
      description = "Where the files go and stay: a new directory. Default a temporary one.")
  private @Nullable Path directory;

  @Option(names = "--verify", description = "Reads the whole store again in the end.")
  private boolean verify;

  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path files = directory == null ? Files.createTempDirectory("meanwhile-bench") : directory;
    try {
      Benchmark.Outcome outcome = Benchmark.run(plan(files));
      print(outcome);
      return outcome.report().errors() == 0 ? FINE : NO;
    } catch (BenchmarkException e) {
      command().commandLine().getErr().println("bench: " + e.getMessage());
      return BAD_INPUT;
    } finally {
      if (directory == null) {
        FileSystemUtils.deleteRecursively(files);
      }
    }
  }

  private BenchmarkPlan plan(Path files) throws IOException {
    require(concurrency >= 1 && concurrency <= 100_000, "--concurrency is 1 to 100000.");
    require(seconds >= 1 && seconds <= 86_400, "--seconds is 1 to 86400.");
    require(warmUp >= 0 && warmUp <= 86_400, "--warm-up is 0 to 86400.");
    require(fill >= 0, "--fill is 0 or more.");
    require(
        !Files.exists(files.resolve("meanwhile.mv.db")),
        "--directory holds a database already: " + files);
    Workload chosen = oneOf(Workload.class, "--workload", workload);
    Transport way = oneOf(Transport.class, "--transport", transport);
    require(
        chosen != Workload.W4 || way == Transport.INPROCESS,
        "--workload w4 has no --transport http.");
    return new BenchmarkPlan(
        chosen, concurrency, seconds, warmUp, fill, way, server(), files, verify);
  }

  private @Nullable Server server() {
    require(store.equals("h2") || store.equals("postgres"), "--store is h2 or postgres.");
    if (store.equals("h2")) {
      require(url == null, "--url goes with --store postgres.");
      return null;
    }
    String address = Objects.requireNonNullElse(url, "");
    require(
        address.startsWith("jdbc:postgresql:"),
        "--store postgres needs --url jdbc:postgresql://HOST/DATABASE.");
    String secret = password == null ? System.getenv("MEANWHILE_BENCH_PASSWORD") : password;
    return new Server(address, user, secret);
  }

  private <E extends Enum<E>> E oneOf(Class<E> type, String option, String value) {
    for (E one : Objects.requireNonNull(type.getEnumConstants())) {
      if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
        return one;
      }
    }
    throw new ParameterException(
        command().commandLine(),
        option
            + " is one of "
            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)
            + ".");
  }

  private void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new ParameterException(command().commandLine(), otherwise);
    }
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec);
  }

  private void print(Benchmark.Outcome outcome) {
    PrintWriter out = command().commandLine().getOut();
    BenchmarkReport report = outcome.report();
    out.println(json ? JSON.writeValueAsString(report) : BenchText.of(report));
    if (!outcome.firstError().isEmpty()) {
      command().commandLine().getErr().println("bench: the first error: " + outcome.firstError());
    }
  }
}
