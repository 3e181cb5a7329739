package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanwhile.sagas.ServiceProcess;
import io.meanwhile.sagas.participants.ParticipantsProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.generated.Uint256;
import tools.jackson.databind.JsonNode;

/** The packaged service, the packaged participants and two nodes: five processes with this one. */
final class RunningBridge implements AutoCloseable {
  static final String DEFINITION = "/META-INF/meanwhile/definitions/bridge-transfer.yaml";

  final EvmNode source;
  final EvmNode target;
  final ParticipantsProcess participants;
  final ServiceProcess service;

  RunningBridge(Path directory) throws IOException, InterruptedException {
    source = EvmNode.start(1001);
    target = EvmNode.start(2002);
    participants =
        ParticipantsProcess.start(
            source.url(),
            target.url(),
            Files.createDirectory(directory.resolve("participants")),
            "--confirmations",
            "12");
    Path definitions = Files.createDirectory(directory.resolve("definitions"));
    Files.writeString(definitions.resolve("bridge-transfer.yaml"), definition());
    service =
        ServiceProcess.start(
            directory.resolve("service"),
            Path.of("target/bridge-service.log"),
            "--meanwhile.definitions.path=" + definitions,
            "--meanwhile.participants.source-chain.url=" + at("source-chain"),
            "--meanwhile.participants.target-chain.url=" + at("target-chain"));
  }

  /** The definition as it is shipped. */
  static String definition() throws IOException {
    try (var file = RunningBridge.class.getResourceAsStream(DEFINITION)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Starts a transfer of {@code amount} tokens; durable when this returns. */
  Transfer transfer(String definition, String id, long amount)
      throws IOException, InterruptedException {
    return Transfer.start(
        service,
        definition,
        id,
        Map.of(
            "amount",
            amount,
            "from",
            participants.address("holder"),
            "to",
            participants.address("receiver")));
  }

  Tokens tokens() {
    String sourceToken = participants.address("sourceToken");
    String targetToken = participants.address("targetToken");
    return new Tokens(
        balance(source, sourceToken, participants.address("holder")),
        balance(source, sourceToken, participants.address("lockBox")),
        balance(target, targetToken, participants.address("receiver")),
        number(target, targetToken, TwoChains.call("totalSupply")));
  }

  /** The block in which the lock box took the tokens of this transfer. */
  long lockedIn(String saga) throws IOException {
    return doneIn(source, "lockBox", BridgeEnd.SOURCE, saga + "/lock/action/1");
  }

  /** The block in which the tokens of this transfer were minted. */
  long mintedIn(String saga) throws IOException {
    return doneIn(target, "minter", BridgeEnd.TARGET, saga + "/mint/action/1");
  }

  /** How many transactions the relayer has ever sent to the node, waiting ones included. */
  static long sent(EvmNode node) {
    return Long.decode(
        node.rpc("eth_getTransactionCount", EvmNode.ACCOUNTS.getFirst(), "pending").asString());
  }

  /** The newest block. */
  static long head(EvmNode node) {
    return Long.decode(node.rpc("eth_blockNumber").asString());
  }

  /** A paused minter lets every mint fail on chain. */
  void pauseMinter(boolean paused) {
    asMintersOwner(TwoChains.call("setPaused", new Bool(paused)));
  }

  /** Beyond the cap every mint fails on chain, for want of liquidity. */
  void capMinter(long cap) {
    asMintersOwner(TwoChains.call("setCap", new Uint256(cap)));
  }

  private void asMintersOwner(String data) {
    target.rpc(
        "eth_sendTransaction",
        Map.of(
            "from",
            EvmNode.ACCOUNTS.getFirst(),
            "to",
            participants.address("minter"),
            "data",
            data));
    target.mine(1);
  }

  /** Drops what waits in the source chain's mempool; gives its signed bytes. */
  String forgetWaiting() {
    JsonNode waiting = source.rpc("txpool_content").get("pending").values().iterator().next();
    String tx = waiting.values().iterator().next().get("hash").asString();
    String raw = source.rpc("eth_getRawTransactionByHash", tx).asString();
    source.drop(tx);
    return raw;
  }

  /** Sends a signed transaction once more, as anybody can who has seen it, and mines a block. */
  void sendAgain(String raw) {
    try {
      source.rpc("eth_sendRawTransaction", raw);
    } catch (IllegalStateException refused) {
      assertTrue(refused.toString().contains("nonce too low"), refused.toString());
    }
    source.mine(1);
  }

  /** Mines on both chains, five blocks a second, until closed. */
  Mining mining() {
    return mining(source, target);
  }

  /** Mines on these, five blocks a second, until closed. */
  static Mining mining(EvmNode... nodes) {
    return new Mining(List.of(nodes));
  }

  @Override
  public void close() {
    service.close();
    participants.close();
    source.close();
    target.close();
  }

  private String at(String participant) {
    return participants.url().resolve("/" + participant).toString();
  }

  private long doneIn(EvmNode node, String contract, BridgeEnd end, String key) throws IOException {
    try (Chain chain = Chain.at(node.url())) {
      return new BridgeContract(chain, participants.address(contract), end)
          .entry(BridgeContract.idOf(key), chain.head().number())
          .doneAt();
    }
  }

  private static long balance(EvmNode node, String token, String account) {
    return number(node, token, TwoChains.call("balanceOf", new Address(account)));
  }

  private static long number(EvmNode node, String contract, String data) {
    return Long.decode(
        node.rpc("eth_call", Map.of("to", contract, "data", data), "latest").asString());
  }

  /** Makes blocks while it is open. */
  static final class Mining implements AutoCloseable {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

    private Mining(List<EvmNode> nodes) {
      thread.execute(() -> {
        while (open.get()) {
          nodes.forEach(node -> node.mine(1));
          pause();
        }
      });
    }

    @Override
    public void close() {
      open.set(false);
      thread.close();
    }

    private static void pause() {
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
