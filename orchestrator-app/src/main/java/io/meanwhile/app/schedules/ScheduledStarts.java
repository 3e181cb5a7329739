package io.meanwhile.app.schedules;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.StartRequest;
import io.meanwhile.core.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts the sagas of schedules, and looks whether they still run. */
final class ScheduledStarts {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Attribute of a started saga: the time it was started for. */
  private static final String TIME = "meanwhile.schedule";

  private final Orchestrator orchestrator;

  ScheduledStarts(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  boolean runs(@Nullable String saga) {
    return saga != null
        && orchestrator.find(saga).filter(view -> view.state().ended() == null).isPresent();
  }

  /**
   * Starts one, or finds it started.
   *
   * @throws RefusedException with a time after which to try again, where that may help
   */
  void start(String name, String saga, Instant time, Schedule schedule, String who) {
    try {
      Receipt _ =
          orchestrator
              .start(
                  new StartRequest(
                      saga,
                      name,
                      null,
                      schedule.input(),
                      Map.of(TIME, time.toString()),
                      new Caller(who, null, saga)))
              .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("unavailable", "The service is stopping.", PAUSE);
    } catch (TimeoutException e) {
      throw new RefusedException("busy", "The start takes too long.", PAUSE);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused
          ? refused
          : new RefusedException("unavailable", "The start failed.", PAUSE);
    }
  }
}
