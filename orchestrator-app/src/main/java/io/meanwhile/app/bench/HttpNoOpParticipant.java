package io.meanwhile.app.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The participant that does nothing, over HTTP on a free port of loopback. */
final class HttpNoOpParticipant implements AutoCloseable {
  private static final byte[] DONE = "{\"status\":\"final\"}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] REFUSED =
      "{\"status\":\"refused\",\"reason\":\"out of stock\"}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  private HttpNoOpParticipant(HttpServer server) {
    this.server = server;
  }

  static HttpNoOpParticipant start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", HttpNoOpParticipant::answer);
    server.start();
    return new HttpNoOpParticipant(server);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = exchange.getRequestURI().getPath().equals("/refuse") ? REFUSED : DONE;
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
