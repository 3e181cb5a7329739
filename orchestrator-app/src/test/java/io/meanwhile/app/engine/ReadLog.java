package io.meanwhile.app.engine;

import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.History;
import io.meanwhile.app.log.Identity;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.SnapshotStore;
import io.meanwhile.app.log.StoredEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A log that counts the events that are read from it. */
final class ReadLog implements SagaLog {
  private final SagaLog log;
  private final AtomicLong events = new AtomicLong();

  ReadLog(SagaLog log) {
    this.log = log;
  }

  /** Reads sagas from here; keeps nothing. */
  SagaReader reader(House house) {
    SnapshotStore store = house.durable.snapshots();
    SnapshotCodec codec = new SnapshotCodec();
    SnapshotPolicy never = new SnapshotPolicy(1_000_000, 1_000_000, 1_000_000, Duration.ZERO, 1);
    SnapshotWriter nobody = new SnapshotWriter(store, never, codec, Clock.systemUTC(), Map.of());
    Versions versions = new Versions(house.definitions, (_, _) -> {});
    return new SagaReader(this, versions, new SnapshotReader(store, codec), nobody);
  }

  long events() {
    return events.get();
  }

  @Override
  public Optional<Identity> find(String saga) {
    return log.find(saga);
  }

  @Override
  public Optional<Identity> find(long sagaKey) {
    return log.find(sagaKey);
  }

  @Override
  public List<StoredEvent> events(long sagaKey, long fromSequence, int limit) {
    List<StoredEvent> read = log.events(sagaKey, fromSequence, limit);
    events.addAndGet(read.size());
    return read;
  }

  @Override
  public List<History> histories(Collection<Long> sagaKeys, int limit) {
    List<History> read = log.histories(sagaKeys, limit);
    read.forEach(history -> events.addAndGet(history.events().size()));
    return read;
  }

  @Override
  public long addedByOthers() {
    return log.addedByOthers();
  }

  @Override
  public long head() {
    return log.head();
  }

  @Override
  public List<StoredEvent> after(long position, int limit) {
    return log.after(position, limit);
  }

  @Override
  public List<Long> openSagas() {
    return log.openSagas();
  }

  @Override
  public void onCommitted(Consumer<List<Frame>> consumer) {
    log.onCommitted(consumer);
  }

  @Override
  public Optional<Instant> recordedAfter(long position) {
    return log.recordedAfter(position);
  }
}
