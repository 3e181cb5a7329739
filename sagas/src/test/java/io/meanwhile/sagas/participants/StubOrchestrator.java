package io.meanwhile.sagas.participants;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes reports the way the orchestrator does, and can be down for a while. */
final class StubOrchestrator implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<JsonNode> reports = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final String token;

  StubOrchestrator(String token) throws IOException {
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String shown = exchange.getRequestHeaders().getFirst("Meanwhile-Token");
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
              exchange.sendResponseHeaders(503, -1);
            } else if (!this.token.equals(shown)) {
              exchange.sendResponseHeaders(403, -1);
            } else {
              reports.add(JsonMapper.shared().readTree(body));
              exchange.sendResponseHeaders(202, -1);
            }
          }
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/sagas/s1/observations";
  }

  /** Answers so many reports with 503. */
  void failNext(int times) {
    failures.set(times);
  }

  JsonNode next() throws InterruptedException {
    JsonNode report = reports.poll(20, TimeUnit.SECONDS);
    assertNotNull(report, "nothing was reported");
    return report;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
