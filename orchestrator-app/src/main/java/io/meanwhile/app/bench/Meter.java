package io.meanwhile.app.bench;

import com.sun.management.OperatingSystemMXBean;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.SagaLog;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is written to the log, and the processor time that this process uses. */
final class Meter {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final LongAdder commits = new LongAdder();
  private final LongAdder frames = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /** What was counted until now; differences are what is of interest. */
  record Reading(long commits, long frames, long events, long bytes, long cpuNanos) {
    Reading since(Reading before) {
      return new Reading(
          commits - before.commits,
          frames - before.frames,
          events - before.events,
          bytes - before.bytes,
          cpuNanos - before.cpuNanos);
    }
  }

  static Meter of(SagaLog log) {
    Meter meter = new Meter();
    log.onCommitted(meter::count);
    return meter;
  }

  private void count(List<Frame> group) {
    commits.increment();
    frames.add(group.size());
    for (Frame frame : group) {
      events.add(frame.size());
      bytes.add(frame.byteCount());
    }
  }

  Reading read() {
    return new Reading(
        commits.sum(), frames.sum(), events.sum(), bytes.sum(), SYSTEM.getProcessCpuTime());
  }
}
