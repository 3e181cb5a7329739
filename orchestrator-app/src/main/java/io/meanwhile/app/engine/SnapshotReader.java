package io.meanwhile.app.engine;

import io.meanwhile.app.format.EventFormatException;
import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.DamagedLogException;
import io.meanwhile.app.log.FrameEnd;
import io.meanwhile.app.log.Identity;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.Snapshot;
import io.meanwhile.app.log.SnapshotStore;
import io.meanwhile.core.model.Saga;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the state that a fold may begin with. Whatever is wrong with a snapshot, the saga is folded
 * from its events instead: nothing here can make a saga unreadable, or wrong.
 */
final class SnapshotReader {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
  private static final int MOST_TOLD = 10_000;

  private final SnapshotStore store;
  private final SnapshotCodec codec;
  private final Set<Long> told = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean toldOfShape = new AtomicBoolean();

  SnapshotReader(SnapshotStore store, SnapshotCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  /** Empty when there is none, or none that can be used. */
  Optional<Fold> find(Identity identity) {
    try {
      return store.find(identity.sagaKey()).flatMap(snapshot -> use(identity, snapshot));
    } catch (LogUnavailableException e) {
      LOG.debug("The snapshot of saga {} cannot be read", identity.id(), e);
    } catch (DamagedLogException | EventFormatException | IllegalArgumentException e) {
      discard(identity, SagaReader.reason(e));
    }
    return Optional.empty();
  }

  private Optional<Fold> use(Identity identity, Snapshot snapshot) {
    if (!snapshot.shape().equals(codec.shape())) {
      if (toldOfShape.compareAndSet(false, true)) {
        LOG.info("Snapshots of another version are not used; the sagas are read from their events");
      }
      return Optional.empty();
    }
    Optional<FrameEnd> end = store.end(identity.sagaKey(), snapshot.sequence());
    if (end.isEmpty() || end.get().sequence() != snapshot.sequence()) {
      discard(identity, "the log does not end an append there, or not yet");
      return Optional.empty();
    }
    if (!end.get().hash().equals(snapshot.hash())) {
      discard(identity, "the log tells another history");
      return Optional.empty();
    }
    SnapshotCodec.Kept kept = codec.decode(snapshot.state());
    Saga state = kept.saga();
    boolean same =
        state.id().equals(identity.id())
            && state.sequence() == snapshot.sequence()
            && identity.definition().equals(state.bornWith());
    if (!same) {
      discard(identity, "it is of another saga");
      return Optional.empty();
    }
    return Optional.of(
        new Fold(
            state,
            snapshot.hash(),
            end.get().recordedAt(),
            kept.correlation(),
            snapshot.state().length,
            state.sequence()));
  }

  /** Says so, once for each saga. */
  void discard(Identity identity, String why) {
    boolean first = told.size() < MOST_TOLD && told.add(identity.sagaKey());
    if (first) {
      LOG.warn(
          "The snapshot of saga {} is not used, it is read from its events: {}",
          identity.id(),
          why);
    }
  }
}
