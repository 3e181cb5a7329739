package io.meanwhile.sagas.order;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves stock, payment and shipping: {@code POST /{participant}/{operation}}. Besides, {@code GET
 * /book} shows what has been done and {@code POST /control/{participant}} changes how one behaves.
 */
final class OrderServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OrderServer.class.getName());
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LARGEST_BODY = 1 << 20;
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);
  private static final int SLOW_PACES = 3;

  private final Desks desks;
  private final Book book;
  private final Reports reports;
  private final Duration pace;
  private final ConcurrentMap<String, Mode> modes = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /**
   * @param pace how long the quickest of the slow things takes
   */
  OrderServer(InetSocketAddress address, Desks desks, Book book, Reports reports, Duration pace)
      throws IOException {
    this.desks = desks;
    this.book = book;
    this.reports = reports;
    this.pace = pace;
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    reports.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      try {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
          throw Problem.badRequest("the body is over " + LARGEST_BODY + " bytes");
        }
        route(exchange, path, body);
      } catch (Problem problem) {
        send(exchange, problem.status(), problem.body());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed: no answer
      } catch (IOException e) {
        LOG.log(Level.WARNING, "no answer to {0}: {1}", exchange.getRequestURI(), e);
      }
    }
  }

  private void route(HttpExchange exchange, String[] path, byte[] body)
      throws Problem, IOException, InterruptedException {
    boolean get = exchange.getRequestMethod().equals("GET");
    if (get && path.length == 2 && path[1].equals("book")) {
      send(exchange, 200, summary());
    } else if (!get && path.length == 3 && path[1].equals("control")) {
      control(participant(path[2]), body);
      send(exchange, 200, Map.of(path[2], mode(path[2]).word()));
    } else if (!get && path.length == 3) {
      ask(exchange, participant(path[1]), path[2], body);
    } else {
      throw Problem.notFound("POST to /{participant}/{operation}, or GET /book");
    }
  }

  private void ask(HttpExchange exchange, String participant, String operation, byte[] body)
      throws Problem, IOException, InterruptedException {
    Mode mode = mode(participant);
    if (mode == Mode.SILENT) {
      keepSilent(participant);
      return; // the connection closes without an answer
    }
    if (mode == Mode.SLOW) {
      Thread.sleep(pace.multipliedBy(SLOW_PACES));
    }
    Asked asked = Asked.read(exchange.getRequestHeaders(), body);
    Reply reply = answer(participant, operation, asked, mode);
    send(exchange, reply.status(), reply.body());
  }

  private Reply answer(String participant, String operation, Asked asked, Mode mode)
      throws Problem, IOException {
    if (asked.probe() || operation.equals("status")) {
      var entry = book.find(asked.key());
      return entry.isPresent() ? reply(participant, entry.get(), asked) : Reply.NO_TRACE;
    }
    Operation what = desks.named(participant + "/" + operation);
    Duration takes = pace.multipliedBy(what.paces());
    if (takes.isPositive()) {
      reports.allowed(asked.observations()); // before anything is done that must be reported
    }
    if (asked.compensation()) {
      return reply(participant, book.undo(asked.key(), asked.actionKey(), what, takes), asked);
    }
    return mode == Mode.REFUSE
        ? reply(participant, book.refuse(asked.key(), what, "told to refuse"), asked)
        : reply(participant, book.act(asked.key(), what, asked.input(), takes), asked);
  }

  private Reply reply(String participant, Entry entry, Asked asked) throws Problem {
    Entry now = book.latest(entry);
    Instant instant = Instant.now();
    if (!now.ready(instant)) {
      URI address = reports.allowed(asked.observations());
      reports.later(now, book, address, asked.token(), () -> mode(participant) == Mode.SILENT);
    }
    return Reply.of(now, instant);
  }

  private void keepSilent(String participant) throws InterruptedException {
    Instant end = Instant.now().plus(LONGEST_SILENCE);
    while (mode(participant) == Mode.SILENT && Instant.now().isBefore(end)) {
      Thread.sleep(pace.dividedBy(2));
    }
  }

  private void control(String participant, byte[] body) throws Problem {
    try {
      Map<?, ?> json = JSON.readValue(body, Map.class);
      modes.put(participant, Mode.of(String.valueOf(json.get("mode"))));
    } catch (JacksonException e) {
      throw Problem.badRequest("send {\"mode\": \"normal|refuse|slow|silent\"}");
    }
  }

  private Mode mode(String participant) {
    return modes.getOrDefault(participant, Mode.NORMAL);
  }

  private static String participant(String name) throws Problem {
    if (Desks.PARTICIPANTS.contains(name)) {
      return name;
    }
    throw Problem.notFound("there is no participant " + name + "; known: " + Desks.PARTICIPANTS);
  }

  private Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("reserved", book.sum("stock/reserve", "quantity", _ -> true));
    summary.put("authorized", book.sum("payment/authorize", "amount", _ -> true));
    summary.put("captured", book.sum("payment/capture", "amount", _ -> true));
    summary.put("shipped", book.sum("shipping/ship", "quantity", _ -> true));
    summary.put("parcels", book.count("shipping/ship"));
    return summary;
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    String type = status < 400 || status == 422 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
