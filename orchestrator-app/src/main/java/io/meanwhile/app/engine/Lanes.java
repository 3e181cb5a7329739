package io.meanwhile.app.engine;

import io.meanwhile.app.dispatch.Alarms;
import io.meanwhile.app.engine.Arrival.Loading;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.FrameEncoder;
import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All lanes, their threads, and the few threads that read sagas back for them. */
final class Lanes {
  private static final int READERS = 2;

  /** Sagas that are being read back or wait for it, beyond which nobody is woken. */
  private static final int READING = 2_000;

  private static final long PAUSE_NANOS = 200_000_000L;

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          READERS, Thread.ofPlatform().name("meanwhile-reader-", 0).daemon().factory());
  private final SagaReader reader;
  private final Alarms alarms;
  private final AtomicInteger reading = new AtomicInteger();
  private volatile boolean stopping;
  private final Moments moments;

  /** What lanes share. */
  record Shared(
      Map<Long, HotSaga> hot,
      Map<Long, String> stopped,
      Outage outage,
      InstantSource clock,
      EventCodec codec,
      SnapshotWriter snapshots,
      Versions versions,
      Moments moments) {}

  /**
   * @param alarms on {@link System#nanoTime}
   */
  Lanes(EngineLimits limits, Shared shared, SagaReader reader, Alarms alarms) {
    this.reader = reader;
    this.alarms = alarms;
    this.moments = shared.moments();
    int hot = Math.max(1, limits.hotSagas() / limits.lanes());
    long hotBytes = Math.max(1, limits.hotBytes() / limits.lanes());
    for (int i = 0; i < limits.lanes(); i++) {
      FrameEncoder encoder = new FrameEncoder(shared.codec());
      Deciding deciding =
          new Deciding(
              encoder,
              shared.clock(),
              limits.frameEvents(),
              shared.stopped(),
              shared.versions(),
              shared.moments());
      HotSagas sagas = new HotSagas(hot, hotBytes, shared.hot(), shared.snapshots()::leaving);
      lanes.add(new Lane(sagas, deciding, shared.outage(), limits.drainWork()));
    }
  }

  void start(Writer writer) {
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      lane.connect(new Ports(lane, writer));
      threads.add(Thread.ofPlatform().name("meanwhile-lane-" + i).daemon().start(lane));
    }
  }

  void add(LaneItem item) {
    lane(item.sagaKey()).add(item);
  }

  /** Waits while too many sagas are being read back; not for lanes and what they wait for. */
  void awaitReaders() {
    while (reading.get() > READING && !stopping) {
      LockSupport.parkNanos(1_000_000L);
    }
  }

  /** Neighbouring keys are neighbours in time: mixed first, so that they spread over the lanes. */
  private Lane lane(long sagaKey) {
    long mixed = sagaKey * 0x9E3779B97F4A7C15L;
    return lanes.get((int) Long.remainderUnsigned(mixed >>> 32, lanes.size()));
  }

  private final class Ports implements Lane.Ports {
    private final Lane lane;
    private final Writer writer;

    Ports(Lane lane, Writer writer) {
      this.lane = lane;
      this.writer = writer;
    }

    @Override
    public void write(Draft draft) {
      writer.add(draft);
    }

    @Override
    public void load(long sagaKey, long epoch, boolean afterPause) {
      reading.incrementAndGet();
      Runnable read =
          () -> {
            moments.reached(Moment.LOADING);
            Loading loading = reader.load(sagaKey);
            reading.decrementAndGet();
            moments.reached(Moment.LOADED);
            lane.add(new Arrival(sagaKey, epoch, loading));
          };
      if (afterPause) {
        alarms.set(System.nanoTime() + PAUSE_NANOS, () -> submit(read, sagaKey, epoch));
      } else {
        submit(read, sagaKey, epoch);
      }
    }

    private void submit(Runnable read, long sagaKey, long epoch) {
      try {
        readers.execute(read);
      } catch (RejectedExecutionException closing) {
        reading.decrementAndGet();
        lane.add(new Arrival(sagaKey, epoch, new Loading.Unavailable()));
      }
    }
  }

  /** True while every lane decides. */
  boolean alive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  /** Once all have stopped. */
  void refuseRest() {
    lanes.forEach(Lane::refuseRest);
  }

  /** Decides what is there, then stops. */
  void stop() throws InterruptedException {
    stopping = true;
    lanes.forEach(Lane::close);
    for (Thread thread : threads) {
      thread.join();
    }
    readers.shutdownNow();
  }
}
