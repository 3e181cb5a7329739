package io.meanwhile.sagas.order;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the orchestrator the last word on what was merely accepted. Who is not told, because this
 * process was killed, asks when the deadline of the effect has passed.
 */
final class Reports implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Reports.class.getName());
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final @Nullable URI orchestrator;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(2))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param orchestrator where reports may go; null for any port of this machine
   */
  Reports(@Nullable URI orchestrator) {
    this.orchestrator = orchestrator;
  }

  /** Checks the address first: it comes with the request, from whoever sent it. */
  URI allowed(@Nullable URI address) throws Problem {
    if (address == null || address.getHost() == null || !"http".equals(address.getScheme())) {
      throw Problem.badRequest("the header Meanwhile-Observations must hold an http address");
    }
    boolean fine =
        orchestrator == null
            ? THIS_MACHINE.contains(address.getHost())
            : orchestrator.getAuthority().equals(address.getAuthority());
    if (!fine) {
      throw Problem.badRequest("no reports to " + address.getAuthority() + "; see --orchestrator");
    }
    return address;
  }

  /** Reports once the entry is ready and the participant is not silent. */
  void later(Entry entry, Book book, URI address, String token, BooleanSupplier silent) {
    if (!underWay.add(entry.key())) {
      return;
    }
    threads.execute(() -> {
      try {
        Thread.sleep(Duration.between(Instant.now(), entry.readyAt()));
        while (silent.getAsBoolean()) {
          Thread.sleep(FIRST_PAUSE);
        }
        send(request(book.latest(entry), address, token), entry.key());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      } finally {
        underWay.remove(entry.key());
      }
    });
  }

  private void send(HttpRequest request, String key) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Duration pause = FIRST_PAUSE;
    while (Instant.now().isBefore(end)) {
      try {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status < 500 && status != 408 && status != 429) {
          LOG.log(status < 300 ? Level.DEBUG : Level.WARNING, "reported on {0}: {1}", key, status);
          return;
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "will report on {0} again: {1}", key, e);
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }

  private static HttpRequest request(Entry entry, URI address, String token) {
    Map<String, Object> body = new LinkedHashMap<>(Reply.words(entry));
    Object outcome = body.remove("effect"); // in a report, this names the key
    if (outcome != null) {
      body.put("outcome", outcome);
    }
    body.put("effect", entry.key());
    body.put("observer", entry.operation().substring(0, entry.operation().indexOf('/')));
    body.put("id", entry.said().name());
    body.put("observedAt", Instant.now().toString());
    return HttpRequest.newBuilder(address)
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json")
        .header("Meanwhile-Token", token)
        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
        .build();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
