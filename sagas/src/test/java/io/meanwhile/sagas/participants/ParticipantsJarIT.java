package io.meanwhile.sagas.participants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanwhile.sagas.bridge.EvmNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParticipantsJarIT {

  @Test
  void locksOnARealChainAndReportsEveryConfirmation(@TempDir Path data) throws Exception {
    try (EvmNode source = EvmNode.start(1001);
        EvmNode target = EvmNode.start(2002);
        StubOrchestrator orchestrator = new StubOrchestrator("good");
        ParticipantsProcess participants =
            ParticipantsProcess.start(source.url(), target.url(), data, "--confirmations", "2")) {
      source.setAutomine(false);
      String body =
          "{\"direction\":\"action\",\"input\":{\"amount\":100,\"holder\":\"%s\"}}"
              .formatted(participants.address("holder"));
      JsonNode accepted = lock(participants.url(), orchestrator.address(), body);
      assertEquals("accepted", accepted.get("status").asString());

      source.mine(1);
      JsonNode first = orchestrator.next();
      assertEquals("confirmed", first.get("status").asString());
      assertEquals(1, first.get("depth").asInt());
      assertEquals(100, first.get("result").get("amount").asInt());
      source.mine(1);
      assertEquals(2, orchestrator.next().get("depth").asInt());
      assertEquals(2, lock(participants.url(), orchestrator.address(), body).get("depth").asInt());
    }
  }

  @Test
  void holdsNeitherTheOrchestratorNorSpring() throws Exception {
    try (var jar = new JarFile("target/meanwhile-participants.jar")) {
      assertTrue(
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith("BOOT-INF/lib/"))
              .noneMatch(name -> name.contains("spring") || name.contains("orchestrator-app")));
    }
    assertTrue(Files.size(Path.of("target/meanwhile-participants.jar")) < 30_000_000);
  }

  private static JsonNode lock(URI participants, String reports, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer =
          client
              .send(
                  HttpRequest.newBuilder(participants.resolve("/source-chain/lock"))
                      .header("Idempotency-Key", "s1/lock/action/1")
                      .header("Meanwhile-Saga", "s1")
                      .header("Meanwhile-Observations", reports)
                      .header("Meanwhile-Token", "good")
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      return JsonMapper.shared().readTree(answer);
    }
  }
}
