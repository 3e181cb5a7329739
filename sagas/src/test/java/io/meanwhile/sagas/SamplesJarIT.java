package io.meanwhile.sagas;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.sagas.client.MeanwhileClient;
import io.meanwhile.sagas.client.SagaState;
import io.meanwhile.sagas.client.Standing;
import io.meanwhile.sagas.client.Start;
import io.meanwhile.sagas.simulated.SimulatedChain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged samples, as the tour uses them; killed while transfers are under way. */
class SamplesJarIT {
  private static final String ALICE = "0x" + "a1".repeat(20);
  private static final String BOB = "0x" + "b0".repeat(20);
  private static final String FAILING = "0x" + "0".repeat(36) + "0bad";
  private static final String SILENT = "0x" + "0".repeat(36) + "dead";
  private static final String LATE = "0x" + "0".repeat(36) + "1a7e";

  @Test
  void transfersEndAsTheyShouldAlsoWhenTheServiceIsKilledMeanwhile(@TempDir Path data)
      throws Exception {
    try (SamplesProcess samples = SamplesProcess.start(data)) {
      MeanwhileClient client = samples.client();
      transfer(client, "fine", ALICE, BOB);
      transfer(client, "failing", ALICE, FAILING);
      transfer(client, "silent", ALICE, SILENT);
      transfer(client, "late", LATE, BOB);
      client.when("fine", _ -> isLocked(client, "fine")).get(60, TimeUnit.SECONDS);
    } // killed between lock and mint

    try (SamplesProcess samples = SamplesProcess.start(data)) {
      MeanwhileClient client = samples.client();
      assertThat(ended(client, "fine")).isEqualTo("COMPLETED");
      assertThat(ended(client, "failing")).isEqualTo("COMPENSATED");
      assertThat(ended(client, "silent")).isEqualTo("COMPENSATED");
      assertThat(ended(client, "late")).isEqualTo("COMPLETED");
      assertThat(diverged(client, "failing", "refused")).isTrue();
      assertThat(diverged(client, "silent", "unknown")).isTrue();
      assertThat(diverged(client, "late", "unknown")).isTrue();
    }
    conserved(data.resolve("simulated"));
  }

  private static void transfer(MeanwhileClient client, String id, String from, String to)
      throws Exception {
    Map<String, Object> input = Map.of("amount", 100, "from", from, "to", to);
    client.start(Start.of("bridge-transfer", id, input)).get(20, TimeUnit.SECONDS);
  }

  private static String ended(MeanwhileClient client, String saga) throws Exception {
    SagaState state = client.whenEnded(saga).get(150, TimeUnit.SECONDS);
    return state.status();
  }

  private static boolean isLocked(MeanwhileClient client, String saga) {
    return client.standing(saga).join().happened().stream()
        .anyMatch(h -> h.effect().equals("lock/action/1") && h.level().equals("FINAL"));
  }

  private static boolean diverged(MeanwhileClient client, String saga, String kind)
      throws Exception {
    Standing standing = client.standing(saga).get(20, TimeUnit.SECONDS);
    return standing.diverged().stream().anyMatch(d -> d.kind().equals(kind));
  }

  /** Two transfers are through; of the others nothing is left behind. */
  private static void conserved(Path ledgers) throws IOException {
    try (var source = SimulatedChain.source(ledgers, 3, InstantSource.system());
        var target = SimulatedChain.target(ledgers, 3, InstantSource.system())) {
      assertThat(source.pool()).isEqualTo(200);
      assertThat(target.pool()).isEqualTo(200);
      assertThat(source.balance(ALICE)).isEqualTo(9_900);
      assertThat(source.balance(LATE)).isEqualTo(9_900);
      assertThat(target.balance(BOB)).isEqualTo(200);
    }
  }
}
