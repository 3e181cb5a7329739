package io.meanwhile.app.engine;

import io.meanwhile.app.engine.Arrival.Loading;
import io.meanwhile.app.log.Hash;
import io.meanwhile.app.log.Identity;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a saga back from the log: state is the fold of its events, and nothing else. */
final class SagaReader {
  private static final Logger LOG = LoggerFactory.getLogger(SagaReader.class);
  private static final int BATCH = 1000;

  private final SagaLog log;
  private final Definitions definitions;

  SagaReader(SagaLog log, Definitions definitions) {
    this.log = log;
    this.definitions = definitions;
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
      case Loading.Found(HotSaga saga) -> Optional.ofNullable(saga.durable);
      case Loading.Absent _ -> Optional.empty();
      case Loading.Broken(String why) -> throw new RefusedException("saga-stopped", why);
      case Loading.Unavailable _ -> throw Outage.unavailable("The log cannot be read at present.");
    };
  }

  private Loading replay(Identity identity) {
    Definition definition =
        definitions
            .find(identity.definition())
            .orElseThrow(() ->
                new IllegalStateException(
                    "its definition " + identity.definition() + " is not here"));
    Saga saga = Saga.NOT_STARTED;
    Hash last = Hash.genesis(identity.id());
    Instant at = identity.startedAt();
    String correlation = identity.id();
    List<StoredEvent> batch;
    do {
      batch = log.events(identity.sagaKey(), saga.sequence(), BATCH);
      for (StoredEvent stored : batch) {
        if (stored.sequence() != saga.sequence()) {
          throw new IllegalStateException("event " + saga.sequence() + " is missing");
        }
        if (stored.sequence() == 0) {
          correlation = stored.metadata().correlation();
        }
        saga = SagaDecider.evolve(saga, stored.event());
        last = stored.hash();
        at = stored.recordedAt();
      }
    } while (batch.size() == BATCH);
    if (!saga.started()) {
      throw new IllegalStateException("its id is in the log, its events are not");
    }
    var pinned =
        new HotSaga.Pinned(
            identity.sagaKey(), identity.id(), definition, identity.requestDigest(), correlation);
    return new Loading.Found(HotSaga.replayed(pinned, saga, last, at));
  }

  /** The kind of mistake and its words, on one line: it is shown to operators. */
  static String reason(Throwable e) {
    String text = e.getMessage() == null ? "" : ": " + e.getMessage();
    String line = (e.getClass().getSimpleName() + text).replaceAll("\\s+", " ");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
