package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** All live streams: how many there may be, and a sign of life where nothing happens. */
public final class LiveStreams implements SmartLifecycle {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Orchestrator orchestrator;
  private final int most;
  private final Future<?> beating;
  private volatile boolean running;
  private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("meanwhile-heartbeat").factory());

  /**
   * Starts the heartbeat.
   *
   * @param limits how many streams, and how long one may be silent
   */
  public LiveStreams(Orchestrator orchestrator, ApiLimits limits) {
    this.orchestrator = orchestrator;
    this.most = limits.streams();
    long pause = limits.heartbeat().toMillis();
    beating = heart.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** A slow reader holds up nobody: each beat runs on a thread of its own. */
  private void beat() {
    open.forEach(stream -> Thread.startVirtualThread(stream::beat));
  }

  SseEmitter open(String saga, long after) {
    if (open.size() >= most) {
      throw ProblemException.later(
          ErrorCode.TOO_MANY_STREAMS, "There are " + most + " live streams already.", RETRY_AFTER);
    }
    LiveStream stream = new LiveStream(open::remove);
    open.add(stream);
    stream.follow(orchestrator, saga, after);
    return stream.emitter();
  }

  @Override
  public void start() {
    running = true;
  }

  /** The streams would otherwise hold up the web server, which waits for its last request. */
  @Override
  public void stop() {
    running = false;
    beating.cancel(false);
    heart.shutdownNow();
    open.forEach(LiveStream::end);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops before the web server does. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 1;
  }
}
