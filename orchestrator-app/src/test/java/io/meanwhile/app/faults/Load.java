package io.meanwhile.app.faults;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.StartRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas of every kind, and a caller who writes down what he was told. */
final class Load {
  static final String ANSWERED = "CALLER_ANSWERED";
  static final String NOTED = "CALLER_NOTED";

  private static final Caller ANNA = Caller.named("anna");
  private static final String HEAD =
      """
      version: 1
      defaults: { answer: PT5S, deadline: PT60S, retry: { attempts: 9, backoff: PT0.02S, jitter: 0 } }
      steps:
      """;

  /** By name: all goes well, refused, silent until probed, in parallel, unreachable twice. */
  private static final Map<String, String> DEFINITIONS =
      Map.of(
          "forward",
          """
            a: { call: shop/do, undo: { call: shop/undo } }
            b: { call: shop/do, undo: { call: shop/undo } }
            c: { call: shop/do, undo: { call: shop/undo } }
          """,
          "refused",
          """
            a: { call: shop/do, undo: { call: shop/undo } }
            b: { call: shop/do, undo: { call: shop/undo } }
            c: { call: shop/refuse, undo: { call: shop/undo } }
          """,
          "silent",
          """
            a: { call: shop/do, undo: { call: shop/undo } }
            b: { call: shop/quiet, deadline: PT0.2S, probe: shop/look, undo: { call: shop/undo } }
          """,
          "parallel",
          """
            a: { call: shop/do, undo: { call: shop/undo } }
            b: { call: shop/do, after: [], undo: { call: shop/undo } }
            c: { call: shop/do, after: [a, b], undo: { call: shop/undo } }
          """,
          "retried",
          """
            a: { call: shop/flaky, undo: { call: shop/undo } }
            b: { call: shop/do, undo: { call: shop/undo } }
          """);

  private static final List<String> ORDER =
      List.of("forward", "refused", "silent", "parallel", "retried");

  private final Life life;
  private final Journal journal;
  private final Consumer<String> points;

  Load(Life life, Journal journal, Consumer<String> points) {
    this.life = life;
    this.journal = journal;
    this.points = points;
  }

  void define(String more) {
    DEFINITIONS.forEach((name, steps) -> life.define("saga: " + name + "\n" + HEAD + steps));
    life.define("saga: only-" + more + "\n" + HEAD + DEFINITIONS.get("forward"));
  }

  /** Starts sagas one after another and cancels some; a refusal is no promise. */
  void start(String prefix, int count) throws Exception {
    List<CompletableFuture<?>> told = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String saga = prefix + "-" + i;
      String definition = ORDER.get(i % ORDER.size());
      told.add(
          noted(
              life.orchestrator.start(
                  new StartRequest(saga, definition, null, Map.of("amount", 5L), Map.of(), ANNA))));
      if (i % 7 == 3) {
        told.add(noted(life.orchestrator.cancel(saga, "enough", ANNA)));
      }
    }
    for (CompletableFuture<?> each : told) {
      each.get(60, TimeUnit.SECONDS);
    }
  }

  private CompletableFuture<?> noted(CompletableFuture<Receipt> asked) {
    return asked
        .thenAccept(receipt -> {
          points.accept(ANSWERED);
          journal.add("told", receipt.saga(), receipt.sequence());
          points.accept(NOTED);
        })
        .exceptionally(refused -> null);
  }

  /** Every saga that the log has, of this life or an earlier one. */
  void awaitEnds() throws Exception {
    List<String> all =
        JdbcClient.create(life.plain)
            .sql("SELECT id FROM saga ORDER BY saga_key")
            .query((row, _) -> row.getString(1))
            .list();
    for (String saga : all) {
      try {
        life.orchestrator
            .await(saga, view -> view.state().ended() != null, Duration.ofSeconds(60))
            .get(70, TimeUnit.SECONDS);
      } catch (CompletionException e) {
        throw new AssertionError("saga " + saga + " cannot be awaited", e);
      }
    }
  }
}
