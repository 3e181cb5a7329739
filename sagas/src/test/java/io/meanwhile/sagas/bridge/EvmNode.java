package io.meanwhile.sagas.bridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real EVM node of its own, in a process of its own, on a free port of the loopback address. */
public final class EvmNode implements AutoCloseable {
  /** Well-known development accounts, with 10,000 ether each on such a node and nowhere else. */
  public static final List<String> KEYS =
      List.of(
          "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
          "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
          "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");

  /** The addresses of {@link #KEYS}. */
  public static final List<String> ACCOUNTS =
      List.of(
          "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
          "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
          "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc");

  private static final String READY = "Listening on ";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final URI url;
  private final HttpClient http = HttpClient.newHttpClient();

  private EvmNode(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts a node that mines each transaction at once; more flags as anvil has them. */
  public static EvmNode start(long chainId, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(EvmTools.anvil().toString(), "--host", "127.0.0.1", "--port", "0"));
    command.addAll(List.of("--chain-id", Long.toString(chainId)));
    command.addAll(List.of(flags));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith(READY)) {
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {})); // or the pipe fills up
        return new EvmNode(process, URI.create("http://" + line.substring(READY.length()).trim()));
      }
    }
    throw new IOException("the node did not start:\n" + said);
  }

  public URI url() {
    return url;
  }

  /** Mines so many blocks. */
  public void mine(int blocks) {
    rpc("anvil_mine", "0x" + Integer.toHexString(blocks));
  }

  /** Whether each transaction is mined at once, in a block of its own. */
  public void setAutomine(boolean on) {
    rpc("evm_setAutomine", on);
  }

  /** Replaces the newest blocks by as many empty ones; their transactions are gone. */
  public void reorg(int blocks) {
    rpc("anvil_reorg", blocks, List.of());
  }

  /**
   * Replaces the newest blocks; the first of the new ones has this transaction, signed or as the
   * node shall sign it.
   */
  public void reorg(int blocks, Object transaction) {
    rpc("anvil_reorg", blocks, List.of(List.of(transaction, 0)));
  }

  /** Forgets a transaction that waits in the mempool. */
  public void drop(String tx) {
    rpc("anvil_dropTransaction", tx);
  }

  /** Stops the process in its tracks: connections open, nothing answers. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** How many transactions of the account are mined. */
  public long minedTransactions(String account) {
    return Long.decode(rpc("eth_getTransactionCount", account, "latest").asString());
  }

  /** The only transaction that waits to be mined, as the node shows it. */
  public JsonNode waitingTransaction() {
    JsonNode ofTheSender = rpc("txpool_content").get("pending").values().iterator().next();
    return ofTheSender.values().iterator().next();
  }

  /** How many transactions wait to be mined. */
  public long waitingTransactions() {
    return Long.decode(rpc("txpool_status").get("pending").asString());
  }

  /** Any other call. */
  public JsonNode rpc(String method, Object... parameters) {
    Map<String, Object> body =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      JsonNode answer = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
      if (answer.has("error")) {
        throw new IllegalStateException(method + ": " + answer.get("error"));
      }
      return answer.get("result");
    } catch (IOException e) {
      throw new IllegalStateException(method, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method, e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroyForcibly();
  }
}
