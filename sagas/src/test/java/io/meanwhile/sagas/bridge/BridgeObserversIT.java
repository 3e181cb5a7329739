package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanwhile.sagas.participants.ChainObserver;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Three observers watch the source chain, each through a node of its own and with a key of its own;
 * two of them have to agree. One node is honest, one lags, and one lies.
 */
class BridgeObserversIT extends RealBridge {
  private static final String WATCHED = "watched-transfer";
  private static final String LOCK = "lock/action/1";
  private static final String TEST_KEY = "key of the test";

  private static final ExecutorService OBSERVERS = Executors.newVirtualThreadPerTaskExecutor();
  private static RpcProxy honest;
  private static RpcProxy lagging;
  private static RpcProxy lying;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    List<String> keys = new ArrayList<>(key(0, "test", TEST_KEY, "admin"));
    keys.addAll(key(1, "rpc-a", "key of rpc-a", "viewer,participant"));
    keys.addAll(key(2, "rpc-b", "key of rpc-b", "viewer,participant"));
    keys.addAll(key(3, "rpc-c", "key of rpc-c", "viewer,participant"));
    start(new RunningBridge(directory, TEST_KEY, keys.toArray(String[]::new)), WATCHED);
    honest = new RpcProxy(bridge.source.url());
    lagging = new RpcProxy(bridge.source.url());
    lying = new RpcProxy(bridge.source.url());
    observe(directory, "rpc-a", honest);
    observe(directory, "rpc-b", lagging);
    observe(directory, "rpc-c", lying);
  }

  private static List<String> key(int index, String name, String key, String roles)
      throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    String property = "--meanwhile.security.keys[" + index + "].";
    return List.of(
        property + "name=" + name,
        property + "sha256=" + HexFormat.of().formatHex(hash),
        property + "roles=" + roles);
  }

  private static void observe(Path directory, String name, RpcProxy node) throws Exception {
    Path key = Files.writeString(directory.resolve(name + ".key"), "key of " + name);
    String[] options = {
      "--name=" + name,
      "--end=SOURCE",
      "--node=" + node.url(),
      "--contract=" + bridge.participants.address("lockBox"),
      "--orchestrator=" + bridge.service.url(),
      "--key-file=" + key,
      "--definition=" + WATCHED,
      "--interval=PT0.1S"
    };
    OBSERVERS.execute(() -> new CommandLine(new ChainObserver()).execute(options));
  }

  @AfterAll
  static void end() {
    OBSERVERS.shutdownNow();
    honest.close();
    lagging.close();
    lying.close();
  }

  @Test
  void aLiarMintsNothingAndIsOverruledOnceTheLaggardHasCaughtUp() throws Exception {
    long mints = RunningBridge.sent(bridge.target);
    long head = RunningBridge.head(bridge.source);
    lagging.lagAt(head);
    lying.claim(locked(head - 5, 30));
    Transfer transfer = bridge.transfer(WATCHED, "liar", 30);
    waiting(bridge.source);
    transfer.hasHeard(LOCK, "rpc-c", "confirmed");
    assertEquals(before, bridge.tokens());

    bridge.source.mine(5);
    transfer.hasHeard(LOCK, "rpc-a", "confirmed");
    transfer.hasRecorded(LOCK, "diverged", "kind", "disputed");
    assertEquals(
        mints, RunningBridge.sent(bridge.target), "one of three, and a liar, are no quorum");

    lagging.lagAt(null);
    try (var _ = RunningBridge.mining(bridge.target)) {
      transfer.endsAs("COMPLETED");
    }
    assertEquals(before.afterMoving(30), bridge.tokens());

    lying.claim(new Entry(Entry.State.NONE, 0, 0, EvmNode.ACCOUNTS.get(1), BigInteger.ZERO));
    bridge.source.mine(1);
    transfer.hasHeard(LOCK, "rpc-c", "reverted");
    transfer.endsAs("COMPLETED");
    lying.claim(null);
    assertEquals(mints + 1, RunningBridge.sent(bridge.target));
  }

  @Test
  void whatTwoSeeGoneIsGoneThoughTheThirdIsDown() throws Exception {
    lagging.down(true);
    Transfer transfer = bridge.transfer(WATCHED, "third-down", 31);
    waiting(bridge.source);
    bridge.source.mine(1);
    transfer.hasRecorded(LOCK, "observation-recorded", "rung", "confirmed");
    bridge.source.reorg(1);
    transfer.hasRecorded(LOCK, "diverged", "kind", "reverted");
    try (var _ = bridge.mining()) {
      transfer.endsAs("COMPENSATED");
    } finally {
      lagging.down(false);
    }
    transfer.hasRecorded("lock/compensation/1/1", "observation-recorded", "outcome", "blocked");
    assertEquals(before, bridge.tokens());
  }

  /** What the book would say of a lock, were there one. */
  private static Entry locked(long block, long amount) {
    String holder = bridge.participants.address("holder");
    return new Entry(Entry.State.DONE, block, 0, holder, BigInteger.valueOf(amount));
  }
}
