package io.meanwhile.app.engine;

import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.Snapshot;
import io.meanwhile.app.log.SnapshotStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the states of long sagas, in the background and in batches. Whoever offers a saga never
 * waits: where there is no room it is passed over, and offered again once it has gained more. A
 * snapshot that is not written costs time at the next load and nothing else.
 */
final class SnapshotWriter implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);
  private static final int BATCH = 64;
  private static final long MOST_BYTES = 8L << 20;
  private static final long PAUSE_MILLIS = 500;
  private static final long SWEEP_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long COMPLAINT_NANOS = Duration.ofMinutes(1).toNanos();

  private final SnapshotStore store;
  private final SnapshotPolicy policy;
  private final SnapshotCodec codec;
  private final InstantSource clock;
  private final Map<Long, HotSaga> hot;
  private final ArrayBlockingQueue<HotSaga> waiting;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private long swept = System.nanoTime();
  private long complained = System.nanoTime() - COMPLAINT_NANOS;

  /**
   * @param hot the sagas in memory
   */
  SnapshotWriter(
      SnapshotStore store,
      SnapshotPolicy policy,
      SnapshotCodec codec,
      InstantSource clock,
      Map<Long, HotSaga> hot) {
    this.store = store;
    this.policy = policy;
    this.codec = codec;
    this.clock = clock;
    this.hot = hot;
    this.waiting = new ArrayBlockingQueue<>(policy.waiting());
  }

  void start() {
    thread = Thread.ofPlatform().name("meanwhile-snapshots").daemon().start(this);
  }

  /** The saga has become durable once more. Never waits. */
  void gained(HotSaga saga) {
    HotSaga.Durable durable = saga.durable;
    if (durable != null && policy.due(durable, saga.kept)) {
      offer(saga);
    }
  }

  /** The saga leaves memory, or has just been read with much to read. Never waits. */
  void leaving(HotSaga saga) {
    HotSaga.Durable durable = saga.durable;
    if (durable != null && policy.dueWhenIdle(durable, saga.kept)) {
      offer(saga);
    }
  }

  private void offer(HotSaga saga) {
    if (open() && saga.keeping.compareAndSet(false, true) && !waiting.offer(saga)) {
      saga.keeping.set(false);
    }
  }

  private boolean open() {
    return closing.getCount() > 0;
  }

  @Override
  public void run() {
    try {
      // The pause gathers a batch, and bounds how often the store is written to.
      while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        keepWaiting();
        if (System.nanoTime() - swept > SWEEP_NANOS) {
          swept = System.nanoTime();
          sweep();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what waits at present. */
  void keepWaiting() {
    List<HotSaga> batch = new ArrayList<>(BATCH);
    while (open() && waiting.drainTo(batch, BATCH) > 0) {
      keep(batch);
      batch.clear();
    }
  }

  /** Those that nothing happens to any more have no other occasion. */
  private void sweep() {
    Instant since = clock.instant().minus(policy.idle());
    for (HotSaga saga : hot.values()) {
      HotSaga.Durable durable = saga.durable;
      if (durable != null && durable.view().lastEventAt().isBefore(since)) {
        leaving(saga);
      }
    }
  }

  private void keep(List<HotSaga> batch) {
    List<HotSaga> encoded = new ArrayList<>(batch.size());
    List<Snapshot> snapshots = new ArrayList<>(batch.size());
    Set<Long> keys = new HashSet<>(); // of one saga there may be two copies for a while
    long bytes = 0;
    try {
      for (HotSaga saga : batch) {
        Snapshot snapshot = bytes > MOST_BYTES ? null : snapshot(saga);
        if (snapshot != null && keys.add(saga.key())) {
          bytes += snapshot.state().length;
          encoded.add(saga);
          snapshots.add(snapshot);
        }
      }
      if (!snapshots.isEmpty()) {
        store.put(snapshots);
      }
      for (int i = 0; i < encoded.size(); i++) {
        encoded.get(i).kept = snapshots.get(i).sequence();
      }
    } catch (RuntimeException e) {
      complain(e);
    } finally {
      batch.forEach(saga -> saga.keeping.set(false));
    }
  }

  private @Nullable Snapshot snapshot(HotSaga saga) {
    HotSaga.Durable durable = saga.durable;
    if (durable == null || saga.dropped) {
      return null;
    }
    try {
      var kept = new SnapshotCodec.Kept(saga.pinned.correlation(), durable.view().state());
      return new Snapshot(
          saga.key(),
          durable.view().state().sequence(),
          durable.hash(),
          codec.shape(),
          clock.instant(),
          codec.encode(kept));
    } catch (RuntimeException poison) {
      complain(poison);
      return null;
    }
  }

  /** Now and then: while the store fails, every batch does. */
  private void complain(RuntimeException e) {
    long now = System.nanoTime();
    if (now - complained >= COMPLAINT_NANOS) {
      complained = now;
      LOG.warn("Snapshots cannot be written; loading will be slower: {}", SagaReader.reason(e));
    } else {
      LOG.debug("Snapshots cannot be written", e);
    }
  }

  /** What waits is dropped. Returns when nothing more is written. */
  @Override
  public void close() {
    closing.countDown();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      // Not interrupted: Java closes a file when a thread is interrupted in it.
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
