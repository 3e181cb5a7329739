package io.meanwhile.app.engine;

import io.meanwhile.app.dispatch.Alarms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who waits for a saga to change. Told by the writer, after the change is durable. */
final class Watchers {
  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

  private final Map<Long, List<Consumer<SagaView>>> watching = new ConcurrentHashMap<>();
  private final Alarms alarms;

  /**
   * @param alarms on {@link System#nanoTime}
   */
  Watchers(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Runs {@code look} after each change of the saga, on the writer's thread, until removed. */
  void add(long sagaKey, Consumer<SagaView> look) {
    watching.compute(
        sagaKey,
        (_, before) -> {
          List<Consumer<SagaView>> all = new ArrayList<>(before == null ? List.of() : before);
          all.add(look);
          return List.copyOf(all);
        });
  }

  void remove(long sagaKey, Consumer<SagaView> look) {
    watching.computeIfPresent(
        sagaKey,
        (_, before) -> {
          List<Consumer<SagaView>> rest =
              before.stream().filter(other -> !other.equals(look)).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  void changed(SagaView view) {
    List<Consumer<SagaView>> looks = watching.isEmpty() ? null : watching.get(view.key());
    if (looks == null) {
      return;
    }
    for (Consumer<SagaView> look : looks) {
      try {
        look.accept(view);
      } catch (RuntimeException e) {
        LOG.error("Someone who watched saga {} failed", view.key(), e);
      }
    }
  }

  /** See {@link Orchestrator#await}. */
  CompletableFuture<SagaView> await(
      long sagaKey, Supplier<Optional<SagaView>> now, Predicate<SagaView> until, Duration atMost) {
    CompletableFuture<SagaView> reached = new CompletableFuture<>();
    Consumer<SagaView> look =
        view -> {
          if (!reached.isDone() && until.test(view)) {
            Thread.startVirtualThread(() -> reached.complete(view));
          }
        };
    add(sagaKey, look);
    Alarms.Alarm over =
        alarms.set(
            System.nanoTime() + atMost.toNanos(),
            () -> Thread.startVirtualThread(() -> giveUp(reached, now)));
    CompletableFuture<SagaView> cleaned =
        reached.whenComplete((_, _) -> {
          remove(sagaKey, look);
          alarms.clear(over);
        });
    // Looked at only after saying so: a change in between is not missed.
    try {
      now.get().ifPresent(look);
    } catch (RuntimeException e) {
      reached.completeExceptionally(e);
    }
    return cleaned;
  }

  private static void giveUp(
      CompletableFuture<SagaView> reached, Supplier<Optional<SagaView>> now) {
    try {
      now.get().ifPresentOrElse(reached::complete, () -> reached.completeExceptionally(unknown()));
    } catch (RuntimeException e) {
      reached.completeExceptionally(e);
    }
  }

  static RefusedException unknown() {
    return new RefusedException("unknown-saga", "There is no such saga.");
  }
}
