package io.meanwhile.app.engine;

import io.meanwhile.app.engine.Arrival.Loading;
import io.meanwhile.app.log.History;
import io.meanwhile.app.log.Identity;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a saga back from the log: state is the fold of its events, and nothing else. A snapshot
 * stands for the events before it; where one does not fit, all events are read.
 */
final class SagaReader {
  private static final Logger LOG = LoggerFactory.getLogger(SagaReader.class);
  private static final int BATCH = 1000;

  /** A saga with so many events may have a snapshot, and is read by itself. */
  private static final int SHORT = 100;

  private final SagaLog log;
  private final Versions versions;
  private final SnapshotReader snapshots;
  private final SnapshotWriter keeping;

  SagaReader(SagaLog log, Versions versions, SnapshotReader snapshots, SnapshotWriter keeping) {
    this.log = log;
    this.versions = versions;
    this.snapshots = snapshots;
    this.keeping = keeping;
  }

  /** Never throws: whatever is wrong with a saga is said about that saga. */
  Loading load(long key) {
    try {
      return log.find(key).<Loading>map(this::replay).orElseGet(Loading.Absent::new);
    } catch (LogUnavailableException e) {
      LOG.debug("Saga {} cannot be read at present", key, e);
      return new Loading.Unavailable();
    } catch (RuntimeException | Error e) {
      LOG.debug("Saga {} cannot be read", key, e);
      return new Loading.Broken(reason(e));
    }
  }

  /** The durable state of a saga that is not in memory. */
  Optional<SagaView> view(long key) {
    return switch (load(key)) {
      case Loading.Found(HotSaga saga) -> Optional.ofNullable(saga.view());
      case Loading.Absent _ -> Optional.empty();
      case Loading.Broken(String why) -> throw new RefusedException("saga-stopped", why);
      case Loading.Unavailable _ -> throw Outage.unavailable("The log cannot be read at present.");
    };
  }

  /**
   * Adds the durable states of those that are short and can be read.
   *
   * @param eventCounts of each, about: those of sagas that are asked for at once add up to no more
   *     than are read of a single one
   */
  void addViews(Map<Long, Long> eventCounts, Map<Long, SagaView> views) {
    List<Long> together = new ArrayList<>();
    long events = 0;
    for (var saga : eventCounts.entrySet()) {
      if (saga.getValue() < SHORT) {
        if (events + saga.getValue() > BATCH) {
          addAtOnce(together, views);
          together.clear();
          events = 0;
        }
        together.add(saga.getKey());
        events += saga.getValue();
      }
    }
    addAtOnce(together, views);
  }

  private void addAtOnce(List<Long> keys, Map<Long, SagaView> views) {
    if (keys.isEmpty()) {
      return;
    }
    try {
      for (History history : log.histories(keys, SHORT)) {
        view(history).ifPresent(view -> views.put(view.key(), view));
      }
    } catch (LogUnavailableException e) {
      LOG.debug("Sagas cannot be read at present", e);
      throw Outage.unavailable("The log cannot be read at present.");
    }
  }

  /** Empty when there is something wrong with it: {@link #view(long)} says what. */
  private Optional<SagaView> view(History history) {
    Identity identity = history.saga();
    try {
      Saga state = Saga.NOT_STARTED;
      for (StoredEvent stored : history.events()) {
        state = SagaDecider.evolve(state, stored.event());
      }
      if (!state.started()) {
        return Optional.empty();
      }
      Definition now = versions.of(state, versions.find(identity.definition()));
      Instant last = history.events().getLast().recordedAt();
      return Optional.of(new SagaView(state, now, identity.sagaKey(), last));
    } catch (LogUnavailableException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.debug("Saga {} cannot be read", identity.sagaKey(), e);
      return Optional.empty();
    }
  }

  private Loading replay(Identity identity) {
    Definition definition = versions.find(identity.definition());
    Fold fold = fold(identity);
    if (!fold.state().started()) {
      throw new IllegalStateException("its id is in the log, its events are not");
    }
    var pinned =
        new HotSaga.Pinned(
            identity.sagaKey(),
            identity.id(),
            definition,
            identity.requestDigest(),
            fold.correlation());
    Definition now = versions.of(fold.state(), definition);
    HotSaga saga = HotSaga.replayed(pinned, fold.state(), now, fold.last(), fold.at());
    saga.bytes = fold.bytes();
    saga.kept = fold.kept();
    keeping.leaving(saga); // it may be forgotten at once
    return new Loading.Found(saga);
  }

  private Fold fold(Identity identity) {
    Optional<Fold> shortcut = snapshots.find(identity);
    if (shortcut.isPresent()) {
      try {
        return onwards(shortcut.get(), identity);
      } catch (LogUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        snapshots.discard(identity, "what follows does not fit: " + reason(e));
      }
    }
    return onwards(Fold.nothing(identity), identity);
  }

  private Fold onwards(Fold from, Identity identity) {
    Fold fold = from;
    List<StoredEvent> batch;
    do {
      batch = log.events(identity.sagaKey(), fold.state().sequence(), BATCH);
      for (StoredEvent stored : batch) {
        fold = fold.with(stored);
      }
    } while (batch.size() == BATCH);
    return fold;
  }

  /** The kind of mistake and its words, on one line: it is shown to operators. */
  static String reason(Throwable e) {
    String text = e.getMessage() == null ? "" : ": " + e.getMessage();
    String line = (e.getClass().getSimpleName() + text).replaceAll("\\s+", " ");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
