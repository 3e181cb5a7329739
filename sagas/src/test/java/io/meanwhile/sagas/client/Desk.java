package io.meanwhile.sagas.client;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A participant that accepts whatever it is asked and leaves the rest to somebody else. */
final class Desk implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  /** What somebody else needs to report. */
  record Request(String saga, String key, String token) {}

  Desk() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests.add(
                new Request(
                    headers.getFirst("Meanwhile-Saga"),
                    headers.getFirst("Idempotency-Key"),
                    headers.getFirst("Meanwhile-Token")));
            exchange.sendResponseHeaders(202, -1);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Request next() throws InterruptedException {
    return Objects.requireNonNull(requests.poll(20, TimeUnit.SECONDS), "nothing was asked");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
