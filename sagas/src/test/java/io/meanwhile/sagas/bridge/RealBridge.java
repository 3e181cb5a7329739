package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/**
 * What the cases on real chains have in common. Blocks are made by hand, so that a case decides
 * what is in which one; after every case the two chains themselves tell that as much is minted on
 * one as is locked on the other.
 */
abstract class RealBridge {
  private static final long ALL = 1_000_000;
  private static final int WATCHED = 12;

  @SuppressWarnings("NullAway.Init") // every case's own @BeforeAll does
  static RunningBridge bridge;

  Tokens before;

  static void start(Path directory, String... definitions) throws Exception {
    bridge = new RunningBridge(directory);
    bridge.source.setAutomine(false);
    bridge.target.setAutomine(false);
    for (String definition : definitions) {
      bridge.service.post("definitions", "application/yaml", read(definition));
    }
  }

  private static String read(String definition) throws IOException {
    try (var file = RealBridge.class.getResourceAsStream(definition + ".yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void stop() {
    if (bridge != null) {
      bridge.close();
    }
  }

  /** What earlier cases did gets too deep to be watched, and for a reorg to reach. */
  @BeforeEach
  void look() {
    bridge.source.mine(WATCHED);
    bridge.target.mine(WATCHED);
    before = bridge.tokens();
  }

  @AfterEach
  void asMuchIsMintedAsIsLocked() {
    Tokens now = bridge.tokens();
    assertEquals(ALL, now.held() + now.locked());
    assertEquals(now.locked(), now.minted());
    assertEquals(now.minted(), now.received());
  }

  /** A transfer whose lock is in the newest block of its chain, and the service knows. */
  static Transfer lockMined(String definition, String id, long amount) throws Exception {
    Transfer transfer = bridge.transfer(definition, id, amount);
    waiting(bridge.source);
    bridge.source.mine(1);
    transfer.hasRecorded("lock/action/1", 1);
    return transfer;
  }

  /** The transaction that waits, once there is exactly one. */
  static JsonNode waiting(EvmNode node) throws InterruptedException {
    Transfer.await("a transaction in the mempool", () -> node.waitingTransactions() == 1);
    return node.waitingTransaction();
  }

  /** The same call from the same account, for a transaction with another hash. */
  static Map<String, String> call(JsonNode transaction) {
    return Map.of(
        "from", transaction.get("from").asString(),
        "to", transaction.get("to").asString(),
        "input", transaction.get("input").asString(),
        "gas", "0x70000");
  }
}
