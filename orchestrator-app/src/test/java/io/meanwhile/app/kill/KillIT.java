package io.meanwhile.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.PostgresServer;
import io.meanwhile.app.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 under load: whatever was acknowledged is in the log, and every saga ends. The seed is in
 * the message; {@code -Dmeanwhile.kills=N} kills more often.
 */
class KillIT {
  /** Where each life of the service finds the database; empty for files in its data directory. */
  private final List<String> database = new ArrayList<>();

  private static final String DEFINITION =
      """
      saga: three-steps
      version: 1
      defaults: { answer: PT10S, deadline: PT5M, retry: { attempts: 20, backoff: PT0.2S, max: PT1S } }
      steps:
        one: { call: slow/do }
        two: { call: slow/do }
        three: { call: slow/do }
      """;
  private static final int KILLS = Integer.getInteger("meanwhile.kills", 20);

  @TempDir private Path directory;

  @ParameterizedTest(name = "on {0}")
  @EnumSource(Store.class)
  void whatWasAcknowledgedIsInTheLogAfterEveryKill(Store store) throws Exception {
    if (store == Store.POSTGRESQL) {
      PostgresServer server = PostgresServer.shared();
      database.add("--spring.datasource.url=" + server.url(server.newDatabase()));
      database.add("--spring.datasource.username=postgres");
      database.add("--spring.datasource.password=postgres");
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (SlowParticipant participant = new SlowParticipant(700);
        Load load = new Load()) {
      List<Integer> inFlight = new ArrayList<>();
      for (int kill = 0; kill < KILLS; kill++) {
        inFlight.add(killOnce(load, participant, 300 + random.nextInt(600)));
      }
      try (ServiceProcess service = start(participant)) {
        assertThat(lost(load, service)).as("lost, seed " + seed).isEmpty();
        awaitEnds(load, service);
        assertEachEffectOnce(load, participant);
      }
      assertThat(load.acknowledged()).as("acknowledgements").hasSizeGreaterThanOrEqualTo(1_000);
      assertThat(inFlight).as("sagas in flight at each kill").allMatch(open -> open >= 20);
    }
  }

  /** The test above is worth something: without synchronising, H2 loses some and it finds them. */
  @Test
  void withoutSynchronisingAcknowledgementsAreLost() throws Exception {
    int lost = 0;
    try (SlowParticipant participant = new SlowParticipant(700);
        Load load = new Load()) {
      for (int kill = 0; kill < 5 && lost == 0; kill++) {
        killOnce(load, participant, 600, "--meanwhile.log.synchronous=false");
        try (ServiceProcess service = start(participant)) {
          lost = lost(load, service).size();
        }
      }
    }
    assertThat(lost).isPositive();
  }

  private ServiceProcess start(SlowParticipant participant, String... more)
      throws IOException, InterruptedException {
    List<String> properties = new ArrayList<>(List.of(more));
    properties.addAll(database);
    properties.add("--meanwhile.participants.slow.url=" + participant.url());
    properties.add("--meanwhile.limits.calls-per-participant=200");
    return ServiceProcess.start(
        directory.resolve("data"),
        directory.resolve("service.log"),
        properties.toArray(String[]::new));
  }

  /** One life of the service under load; returns how many sagas were open when it was killed. */
  private int killOnce(Load load, SlowParticipant participant, int millis, String... more)
      throws IOException, InterruptedException {
    try (ServiceProcess service = start(participant, more)) {
      load.define(service, DEFINITION);
      int before = load.acknowledged().size();
      Thread[] callers = load.drive(service);
      // a saga takes about a second: whatever this life has started is still open
      while (load.acknowledged().size() < before + 60) {
        Thread.sleep(10);
      }
      Thread.sleep(millis);
      long done = participant.performed().stream().filter(key -> key.contains("/three/")).count();
      int open = load.acknowledged().size() - (int) done;
      service.kill();
      load.stop();
      for (Thread caller : callers) {
        caller.join();
      }
      return open;
    }
  }

  /** Acknowledged starts that the log does not have, or has less of than was acknowledged. */
  private static List<String> lost(Load load, ServiceProcess service)
      throws IOException, InterruptedException {
    List<String> lost = new ArrayList<>();
    for (Map.Entry<String, Long> ack : load.acknowledged().entrySet()) {
      String found = load.tell(service.at("sagas/" + ack.getKey()), ack.getValue());
      if (found != null) {
        lost.add(ack.getKey() + " " + found);
      }
    }
    return lost;
  }

  private static void awaitEnds(Load load, ServiceProcess service)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + 120_000_000_000L;
    List<String> open = new ArrayList<>(load.acknowledged().keySet());
    while (!open.isEmpty() && System.nanoTime() < end) {
      List<String> still = new ArrayList<>();
      for (String id : open) {
        JsonNode saga = load.get(service.at("sagas/" + id));
        if (saga == null || !saga.get("status").asString().equals("COMPLETED")) {
          still.add(id);
        }
      }
      open = still;
      Thread.sleep(100);
    }
    assertThat(open).as("sagas that did not complete").isEmpty();
  }

  private static void assertEachEffectOnce(Load load, SlowParticipant participant) {
    for (String id : load.acknowledged().keySet()) {
      for (String step : List.of("one", "two", "three")) {
        assertThat(participant.performed()).contains(id + "/" + step + "/action/1");
      }
    }
    assertThat(participant.performed()).allMatch(key -> key.endsWith("/action/1"));
  }
}
