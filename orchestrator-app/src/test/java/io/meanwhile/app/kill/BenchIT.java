package io.meanwhile.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.PostgresServer;
import io.meanwhile.app.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged jar measures itself, briefly: what counts here is that every saga ends as it should
 * and is found again, not how fast.
 */
class BenchIT {

  static Stream<Arguments> workloads() {
    return Stream.of(Store.values())
        .flatMap(store ->
            Stream.of(
                Arguments.of(store, "w1", "inprocess"),
                Arguments.of(store, "w2", "inprocess"),
                Arguments.of(store, "w3", "http"),
                Arguments.of(store, "w4", "inprocess")));
  }

  @ParameterizedTest(name = "{1} over {2} on {0}")
  @MethodSource("workloads")
  void everySagaEndsAsTheWorkloadSaysAndIsFoundAgain(Store store, String workload, String transport)
      throws Exception {
    JsonNode report = run(store, workload, transport);
    assertThat(report.get("workload").asString()).isEqualTo(workload);
    assertThat(report.get("transport").asString()).isEqualTo(transport);
    assertThat(report.get("errors").asLong()).isZero();
    assertThat(report.get("sagas").asLong()).isPositive();
    assertThat(report.get("verified").asLong())
        .isGreaterThanOrEqualTo(report.get("sagas").asLong());
    if (workload.equals("w4")) {
      assertThat(report.get("sagas").asLong()).isEqualTo(40);
      assertThat(report.get("recoverySeconds").asDouble()).isPositive();
    } else {
      assertThat(report.get("sagasPerSecond").asDouble()).isPositive();
      assertThat(report.get("ceilingRowsPerSecond").asDouble()).isPositive();
      assertThat(report.get("commitsPerSaga").asDouble()).isPositive();
      assertThat(report.get("bytesPerSaga").asDouble()).isPositive();
    }
  }

  private static JsonNode run(Store store, String workload, String transport)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "meanwhile.jar").toString(),
                "bench",
                "--workload=" + workload,
                "--transport=" + transport,
                "--concurrency=40",
                "--seconds=1",
                "--warm-up=1",
                "--verify",
                "--json"));
    Map<String, String> environment = Map.of();
    if (store == Store.POSTGRESQL) {
      PostgresServer server = PostgresServer.shared();
      command.add("--store=postgres");
      command.add("--url=" + server.url(server.newDatabase()));
      command.add("--user=postgres");
      environment = Map.of("MEANWHILE_BENCH_PASSWORD", "postgres");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return JsonMapper.builder().build().readTree(out);
  }
}
