package io.meanwhile.app.participants;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A participant of its own behind a real server on loopback; what it was sent is kept. */
abstract class ParticipantServerCase {
  static final EffectKey LOCK = EffectKey.action("lock", 1);
  static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
  static final int LIMIT = 4096;

  final EffectTokens tokens = new EffectTokens(new byte[32]);
  final AtomicReference<Map<String, String>> headers = new AtomicReference<>(Map.of());
  final AtomicReference<String> body = new AtomicReference<>("");
  final AtomicReference<String> path = new AtomicReference<>("");
  final AtomicInteger calls = new AtomicInteger();
  final CountDownLatch stopping = new CountDownLatch(1);
  HttpServer server = serverOnLoopback();

  interface Answering {
    void answer(HttpExchange exchange) throws Exception;
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    stopping.countDown();
    server.stop(0);
  }

  static HttpServer serverOnLoopback() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void answers(int status, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    serve(exchange -> {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    });
  }

  void serve(Answering answering) {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Map<String, String> seen = new java.util.HashMap<>();
            exchange.getRequestHeaders().forEach((name, all) -> seen.put(name, all.getFirst()));
            headers.set(seen);
            body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            path.set(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            calls.incrementAndGet();
            answering.answer(exchange);
          } catch (IOException e) {
            throw e;
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/");
  }

  HttpParticipant participant(URI url) {
    return new HttpParticipant(
        url,
        new HttpParticipant.Wire(
            HttpParticipant.Wire.client(Duration.ofSeconds(2)),
            tokens,
            () -> "http://127.0.0.1:9",
            LIMIT));
  }

  Answer ask() throws Exception {
    return ask(Duration.ofSeconds(20), url());
  }

  Answer ask(Duration answer, URI url) throws Exception {
    EffectRequest request =
        new EffectRequest(
            LOCK.in("s-1"),
            "s-1",
            "lock",
            Direction.ACTION,
            false,
            2,
            Map.of("amount", 5L),
            null,
            _ -> {});
    return participant(url).ask(new Attempt(request, LOCK, answer, END));
  }
}
