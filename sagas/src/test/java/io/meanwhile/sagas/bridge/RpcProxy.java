package io.meanwhile.sagas.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody's node in front of the real one: honest at first, then it lags, lies or is down. */
final class RpcProxy implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The transaction that a liar names: there is none. */
  static final String NO_SUCH_TX = "0x" + "1e".repeat(32);

  private final URI node;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile @Nullable String head;
  private volatile @Nullable Entry book;
  private volatile boolean down;

  RpcProxy(URI node) throws IOException {
    this.node = node;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on this is its newest block; null for the real one. */
  void lagAt(@Nullable Long block) {
    head = block == null ? null : "0x" + Long.toHexString(block);
  }

  /** From now on the contract's book says this of every id; null for the truth. */
  void claim(@Nullable Entry entry) {
    book = entry;
  }

  /** Whether it answers nobody. */
  void down(boolean now) {
    down = now;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectNode request = (ObjectNode) JSON.readTree(exchange.getRequestBody());
      if (down) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      byte[] answer = JSON.writeValueAsBytes(answer(request));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private JsonNode answer(ObjectNode request) throws IOException {
    String method = request.get("method").asString();
    String newest = head;
    if (newest != null && method.equals("eth_getBlockByNumber")) {
      ArrayNode parameters = (ArrayNode) request.get("params");
      if (parameters.get(0).asString().equals("latest")) {
        parameters.set(0, newest);
      }
    }
    ObjectNode answer = (ObjectNode) ask(request);
    Entry claimed = book;
    if (claimed != null && method.equals("eth_call")) {
      answer.put("result", words(claimed));
    }
    if (claimed != null && method.equals("eth_getLogs")) {
      Map<String, Object> log =
          Map.of("transactionHash", NO_SUCH_TX, "topics", List.of(), "data", "0x");
      answer.set("result", JSON.valueToTree(List.of(log)));
    }
    return answer;
  }

  private JsonNode ask(JsonNode request) throws IOException {
    HttpRequest asking =
        HttpRequest.newBuilder(node)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
            .build();
    try {
      return JSON.readTree(client.send(asking, BodyHandlers.ofByteArray()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String words(Entry entry) {
    return "0x"
        + word(number(entry.state()))
        + word(BigInteger.valueOf(entry.doneAt()))
        + word(BigInteger.valueOf(entry.undoneAt()))
        + word(new BigInteger(entry.account().substring(2), 16))
        + word(entry.amount());
  }

  /** As the contract's enum has it. */
  private static BigInteger number(Entry.State state) {
    return switch (state) {
      case NONE -> BigInteger.ZERO;
      case DONE -> BigInteger.ONE;
      case UNDONE -> BigInteger.TWO;
      case BLOCKED -> BigInteger.valueOf(3);
    };
  }

  private static String word(BigInteger number) {
    return "%064x".formatted(number);
  }
}
