package io.meanwhile.sagas.order;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Takes observations, and refuses the first ones if told to. */
final class StubOrchestrator implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  final AtomicInteger unavailable = new AtomicInteger();

  /** One observation and the token that came with it. */
  record Report(String token, Map<?, ?> body) {}

  StubOrchestrator() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Map<?, ?> body = JsonMapper.shared().readValue(exchange.getRequestBody(), Map.class);
            boolean taken = unavailable.getAndDecrement() <= 0;
            if (taken) {
              String token = exchange.getRequestHeaders().getFirst("Meanwhile-Token");
              reports.add(new Report(token, body));
            }
            exchange.sendResponseHeaders(taken ? 202 : 503, -1);
          }
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/sagas/s/observations";
  }

  Report next() throws InterruptedException {
    return Objects.requireNonNull(reports.poll(20, TimeUnit.SECONDS), "nothing was reported");
  }

  boolean heardNothing() {
    return reports.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
