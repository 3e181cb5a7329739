package io.meanwhile.app.faults;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.StartRequest;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
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
      defaults: { answer: PT1S, deadline: PT3S, retry: { attempts: 9, backoff: PT0.02S, jitter: 0 } }
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
          "watched",
          """
            a: { call: shop/quiet, deadline: PT1S, probe: shop/look, undo: { call: shop/undo } }
          """,
          "retried",
          """
            a: { call: shop/flaky, undo: { call: shop/undo } }
            b: { call: shop/do, undo: { call: shop/undo } }
          """);

  private static final List<String> ORDER =
      List.of("forward", "watched", "refused", "silent", "parallel", "retried");

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

  /** Starts one saga of each kind, and when their callers have been told, the others. */
  void start(String prefix, int count, Runnable told) throws Exception {
    int first = Math.min(count, ORDER.size());
    await(start(prefix, 0, first));
    told.run();
    await(start(prefix, first, count));
  }

  private List<CompletableFuture<?>> start(String prefix, int from, int to) {
    List<CompletableFuture<?>> told = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String saga = prefix + "-" + i;
      String definition = ORDER.get(i % ORDER.size());
      var request =
          new StartRequest(
              saga, definition, null, Map.of("amount", 5L), Map.of("life", prefix), ANNA);
      var started = noted("start", life.orchestrator.start(request));
      told.add(started);
      if (i % 7 == 3) {
        told.add(started.thenCompose(_ -> cancelled(saga)));
      }
      if (definition.equals("watched")) {
        told.add(started.thenCompose(_ -> observed(saga)));
      }
    }
    return told;
  }

  private static void await(List<CompletableFuture<?>> told) throws Exception {
    for (CompletableFuture<?> each : told) {
      each.get(60, TimeUnit.SECONDS);
    }
  }

  private CompletableFuture<?> cancelled(String saga) {
    return noted("cancel", life.orchestrator.cancel(saga, "enough", ANNA));
  }

  /** Somebody else saw what the participant did and did not say. */
  private CompletableFuture<?> observed(String saga) {
    EffectKey effect = EffectKey.action("a", 1);
    return life.orchestrator
        .await(saga, view -> view.state().sequence() >= 3, Duration.ofSeconds(30))
        .thenCompose(_ ->
            noted(
                "observe",
                life.orchestrator.observe(
                    saga,
                    new Observation(
                        effect,
                        "watch",
                        "1",
                        Report.FINAL,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Instant.now()),
                    ANNA)));
  }

  /** Whatever is not acknowledged is written down too, with the reason. */
  private CompletableFuture<?> noted(String act, CompletableFuture<Receipt> asked) {
    return asked.handle((receipt, failure) -> {
      if (failure != null) {
        journal.add("refused", act, reason(failure));
        return null;
      }
      points.accept(ANSWERED);
      journal.add("told", receipt.saga(), receipt.sequence(), act);
      points.accept(NOTED);
      return null;
    });
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof RefusedException refused ? refused.code() : cause.toString();
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
      } catch (ExecutionException e) {
        throw new AssertionError("saga " + saga + " cannot be awaited", e);
      }
    }
    while (life.list.lag().behind() > 0) {
      Thread.sleep(5);
    }
  }
}
