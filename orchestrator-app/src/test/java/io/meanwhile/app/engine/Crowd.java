package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.faults.Recorded;
import io.meanwhile.app.history.History;
import io.meanwhile.app.history.History.Call;
import io.meanwhile.app.history.History.Deed;
import io.meanwhile.app.history.History.Promise;
import io.meanwhile.app.history.History.Row;
import io.meanwhile.app.history.HistoryChecker;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Callers that start sagas all the time and note what they are told, a shop that notes what it
 * does, and a judge who holds both against the log afterwards.
 */
final class Crowd implements AutoCloseable {
  private static final int CALLERS = 4;
  private static final long PATIENCE_MILLIS = 50;

  /** Every other one goes back. */
  private static final List<String> DEFINITIONS =
      List.of(
          """
          saga: bought
          version: 1
          steps:
            first: { call: shop/do, undo: { call: shop/undo } }
            second: { call: shop/do, undo: { call: shop/undo } }
          """,
          """
          saga: refused
          version: 1
          steps:
            first: { call: shop/do, undo: { call: shop/undo } }
            second: { call: shop/do, undo: { call: shop/undo } }
            third: { call: shop/refuse }
          """);

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<Deed> deeds = new ConcurrentLinkedQueue<>();
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final Queue<Promise> promises = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final List<Thread> callers = new ArrayList<>();
  private final Queue<CompletableFuture<?>> open = new ConcurrentLinkedQueue<>();
  private @Nullable House house;
  private volatile boolean over;

  /** The participant {@code shop}; idempotent, as participants are to be. */
  Answer perform(EffectRequest request) {
    calls.add(new Call(Instant.now(), request.key(), request.attempt(), request.probe()));
    EffectRequest.OriginalAction action = request.action();
    if (action != null) {
      keep(request.key(), Deed.Kind.UNDONE);
      return Answer.done(null).with(CompensationOutcome.UNDONE);
    }
    if (request.operation().equals("refuse")) {
      keep(request.key(), Deed.Kind.REFUSED);
      return Answer.refused("sold out");
    }
    keep(request.key(), Deed.Kind.PERFORMED);
    return Answer.done(null);
  }

  private void keep(String key, Deed.Kind kind) {
    if (done.add(key + kind)) {
      deeds.add(new Deed(key, kind));
    }
  }

  /** Begins to ask. */
  Crowd into(House opened) {
    house = opened;
    DEFINITIONS.forEach(opened::define);
    for (int i = 0; i < CALLERS; i++) {
      callers.add(Thread.ofPlatform().name("caller-" + i).start(this::ask));
    }
    return this;
  }

  private House house() {
    return Objects.requireNonNull(house);
  }

  private void ask() {
    try {
      while (!over) {
        int before = refused.size();
        CompletableFuture<?> asked = ask("s-" + number.getAndIncrement());
        open.add(asked);
        // Whoever does not hear anything lets others ask meanwhile.
        asked.copy().completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS).get();
        if (refused.size() > before) {
          Thread.sleep(PATIENCE_MILLIS);
        }
      }
    } catch (Throwable e) {
      surprises.add(e.toString());
    }
  }

  /** Starts a saga, and notes what is heard of it. */
  private CompletableFuture<Void> ask(String saga) {
    String definition = saga.hashCode() % 2 == 0 ? "bought" : "refused";
    return house()
        .orchestrator
        .start(House.request(saga, definition))
        .handle((receipt, failure) -> {
          if (receipt != null) {
            promises.add(new Promise(receipt.saga(), receipt.sequence()));
          } else if (saysComeAgain(failure)) {
            refused.add(saga);
          } else {
            surprises.add(String.valueOf(failure));
          }
          return null;
        });
  }

  private static boolean saysComeAgain(Throwable failure) {
    Throwable told = failure instanceof CompletionException ? failure.getCause() : failure;
    return told instanceof RefusedException no
        && no.code().equals("unavailable")
        && no.retryAfter() != null;
  }

  /** Waits until so many more starts were acknowledged. */
  void awaitAcknowledged(int more) throws InterruptedException {
    await(promises, more);
  }

  /** Waits until so many more starts were refused. */
  void awaitRefused(int more) throws InterruptedException {
    await(refused, more);
  }

  private void await(Queue<?> told, int more) throws InterruptedException {
    int enough = told.size() + more;
    while (told.size() < enough) {
      assertThat(surprises).isEmpty();
      assertThat(callers).allMatch(Thread::isAlive);
      Thread.sleep(2);
    }
  }

  int refusals() {
    return refused.size();
  }

  /** Nobody asks for anything new. */
  @Override
  public void close() {
    over = true;
    try {
      for (Thread caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everybody hears something; who is told to come again does; all sagas end as they should. */
  void judge() throws Exception {
    close();
    awaitAnswers();
    List<String> again = List.copyOf(refused);
    refused.clear();
    again.forEach(saga -> open.add(ask(saga)));
    awaitAnswers();
    assertThat(refused).isEmpty();
    for (int i = 0; i < number.get(); i++) {
      house().awaitEnd("s-" + i);
    }
    List<Row> rows = Recorded.rows(house().source);
    History history =
        new History(rows, List.copyOf(promises), List.copyOf(calls), List.copyOf(deeds));
    assertThat(HistoryChecker.flaws(history)).isEmpty();
    assertThat(house().durable.verification().verify(10).flaws()).isEmpty();
    assertThat(rows.stream().map(Row::saga).filter(saga -> saga.startsWith("s-")).distinct())
        .hasSize(number.get());
  }

  private void awaitAnswers() throws Exception {
    for (CompletableFuture<?> asked : open) {
      asked.get(60, TimeUnit.SECONDS);
    }
    open.clear();
    assertThat(surprises).isEmpty();
  }
}
