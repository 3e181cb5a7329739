package io.meanwhile.sagas.bridge;

import io.meanwhile.core.participant.Reporter;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The effects that are being followed, one virtual thread each. */
final class Watches implements AutoCloseable {
  private final String observer;
  private final BridgeEnd end;
  private final Sightings sightings;
  private final Heads heads;
  private final WatchLimits limits;
  private final Seen seen;
  private final ConcurrentMap<String, Watch> open = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * None at first.
   *
   * @param observer in whose name it is reported
   */
  Watches(
      String observer,
      BridgeEnd end,
      Sightings sightings,
      Heads heads,
      WatchLimits limits,
      Seen seen) {
    this.observer = observer;
    this.end = end;
    this.sightings = sightings;
    this.heads = heads;
    this.limits = limits;
    this.seen = seen;
  }

  /** False when one more effect would be too many. */
  boolean haveRoomFor(BridgeCall call) {
    return open.size() < limits.most() || open.containsKey(call.key());
  }

  /** Follows the effect from what was told last, or tells its watch where to report from now on. */
  void follow(BridgeCall call, Told told, Reporter reporter) {
    if (limits.settled(told.sighting())) {
      return;
    }
    open.compute(
        call.key(),
        (key, watch) -> {
          if (watch == null) {
            return start(call, told, reporter);
          }
          watch.reportTo(reporter);
          return watch;
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Watch start(BridgeCall call, Told told, Reporter reporter) {
    Watch watch = new Watch(observer, call, end, sightings, heads, limits, seen, reporter, told);
    threads.execute(() -> {
      try {
        watch.run();
      } finally {
        open.remove(call.key(), watch);
      }
    });
    return watch;
  }
}
