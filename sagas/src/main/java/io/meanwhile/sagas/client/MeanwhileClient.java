package io.meanwhile.sagas.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Talks to a Meanwhile service. Every future completes when the service has answered; a refusal
 * completes it with {@link MeanwhileException}, an unreachable service with an {@link IOException}.
 * Thread-safe.
 */
public final class MeanwhileClient implements AutoCloseable {
  private final Wire wire;

  private MeanwhileClient(Wire wire) {
    this.wire = wire;
  }

  /** For a service without keys, for example {@code http://127.0.0.1:8080}. */
  public static MeanwhileClient at(URI service) {
    return new MeanwhileClient(new Wire(service, null));
  }

  /** For a service with keys. */
  public static MeanwhileClient at(URI service, String key) {
    return new MeanwhileClient(new Wire(service, key));
  }

  /** Starts a saga; completes as soon as that is on record, long before the saga has ended. */
  public CompletableFuture<Started> start(Start start) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("definition", start.definition());
    body.put("version", start.version());
    body.put("id", start.id());
    body.put("input", start.input());
    body.put("attributes", start.attributes());
    return wire.post(wire.request("/sagas"), body, Started.class);
  }

  /** The saga as it is now. */
  public CompletableFuture<SagaState> saga(String saga) {
    return wire.get(path(saga), SagaState.class);
  }

  /** What has happened, what is pending, what constitutes completion. */
  public CompletableFuture<Standing> standing(String saga) {
    return wire.get(path(saga) + "/standing", Standing.class);
  }

  /** Completes with the ended saga; see {@link #when}. */
  public CompletableFuture<SagaState> whenEnded(String saga) {
    return when(saga, SagaState::ended);
  }

  /**
   * Completes with the first state seen that satisfies the condition. Looks whenever something
   * happened to the saga, for as long as it takes: limit it with {@code orTimeout}, give it up with
   * {@code cancel}.
   */
  public CompletableFuture<SagaState> when(String saga, Predicate<SagaState> condition) {
    CompletableFuture<SagaState> reached = new CompletableFuture<>();
    AtomicLong seen = new AtomicLong();
    EventStream stream =
        new EventStream(
            wire,
            path(saga) + "/events",
            -1,
            event -> {
              if (event.sequence() < seen.get()) {
                return; // the state seen last had it in it
              }
              SagaState state = now(saga);
              seen.set(state.sequence());
              if (condition.test(state)) {
                reached.complete(state);
              }
            },
            reached::completeExceptionally);
    var _ = reached.whenComplete((_, _) -> stream.close());
    stream.start();
    return reached;
  }

  private SagaState now(String saga) {
    try {
      return saga(saga).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case IOException unreachable -> throw new UncheckedIOException(unreachable);
        case MeanwhileException refused -> throw refused;
        case null, default -> throw e;
      }
    }
  }

  /**
   * Hands over every event after {@code afterSequence}, old ones first, then new ones as they are
   * recorded, until closed. The reader runs on a thread of its own; one that throws ends it, but
   * for an {@link UncheckedIOException}, after which it gets the same event again.
   *
   * @param afterSequence -1 for all; sequence numbers count from 0
   */
  public AutoCloseable follow(String saga, long afterSequence, Consumer<SagaEvent> reader) {
    return new EventStream(wire, path(saga) + "/events", afterSequence, reader, _ -> {}).start();
  }

  /**
   * Reports about an effect.
   *
   * @param token as it came in {@code Meanwhile-Token} with the request for that effect
   */
  public CompletableFuture<Void> observe(String saga, Report report, String token) {
    return wire.post(
            wire.request(path(saga) + "/observations").header("Meanwhile-Token", token),
            report.body(),
            JsonNode.class)
        .thenApply(_ -> null);
  }

  /** Asks the saga to go backward; refused when it has ended or its pivot is passed. */
  public CompletableFuture<Void> cancel(String saga, String reason) {
    return wire.post(
            wire.request(path(saga) + "/commands"),
            Map.of("type", "cancel", "reason", reason),
            JsonNode.class)
        .thenApply(_ -> null);
  }

  private static String path(String saga) {
    return "/sagas/" + URLEncoder.encode(saga, StandardCharsets.UTF_8);
  }

  /** Ends everything that is still under way. */
  @Override
  public void close() {
    wire.close();
  }
}
