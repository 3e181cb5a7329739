package io.meanwhile.sagas.participants;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.Participant;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.UnavailableException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Serves participants over HTTP, each under its name: {@code POST /{participant}/{operation}}. */
final class ParticipantServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ParticipantServer.class.getName());
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LARGEST_BODY = 1 << 20;
  private static final int MOST_AT_ONCE = 256;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  static {
    // Seconds until a slow sender is cut off; the server reads it once, when its classes load.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
  }

  private final Map<String, Participant> participants = new TreeMap<>();
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final RequestDecoder requests;
  private final HttpServer server;

  ParticipantServer(
      InetSocketAddress address,
      Collection<? extends Participant> served,
      ReportAddresses reportAddresses)
      throws IOException {
    served.forEach(participant -> participants.put(participant.name(), participant));
    requests = new RequestDecoder(client, reportAddresses);
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  void start() {
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        route(exchange);
      } catch (Problem problem) {
        send(exchange, problem.status(), "application/problem+json", problem.body());
      }
    }
  }

  private void route(HttpExchange exchange) throws Problem, IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    if (path.length == 2 && path[1].equals("health")) {
      Map<String, Object> health = Map.of("status", "UP", "participants", participants.keySet());
      send(exchange, 200, "application/json", health);
      return;
    }
    Participant participant = path.length == 3 ? participants.get(path[1]) : null;
    if (participant == null) {
      throw new Problem(
          404,
          "unknown-participant",
          "nothing is served at this path",
          "use /{participant}/{operation} with one of " + participants.keySet());
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Problem(405, "method-not-allowed", "an effect is asked for with POST", "use POST");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new Problem(
          413, "body-too-large", "the body is over " + LARGEST_BODY + " bytes", "send less");
    }
    var request = requests.decode(path[2], exchange.getRequestHeaders(), body);
    Answer answer = perform(participant, request);
    send(exchange, 200, "application/json", AnswerBody.of(answer));
  }

  private Answer perform(
      Participant participant, io.meanwhile.core.participant.EffectRequest request) throws Problem {
    try {
      if (!room.tryAcquire(1, TimeUnit.SECONDS)) {
        throw new UnavailableException("too many requests at once");
      }
      try {
        return participant.perform(request);
      } finally {
        room.release();
      }
    } catch (RejectedException e) {
      throw new Problem(
          400,
          "participant-request-rejected",
          String.valueOf(e.getMessage()),
          "correct the definition or the input of the saga");
    } catch (UnavailableException e) {
      throw unavailable("participant-busy", e);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.log(Level.WARNING, "no outcome for {0}: {1}", request.key(), e);
      throw unavailable("participant-unavailable", e);
    }
  }

  private static Problem unavailable(String code, Exception e) {
    return new Problem(503, code, String.valueOf(e.getMessage()), "repeat it with the same key");
  }

  private static void send(HttpExchange exchange, int status, String type, Map<String, Object> body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
