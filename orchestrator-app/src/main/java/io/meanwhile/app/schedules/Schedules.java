package io.meanwhile.app.schedules;

import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.ScheduleStore;
import io.meanwhile.app.log.ScheduleStore.Act;
import io.meanwhile.app.log.ScheduleStore.Progress;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts sagas when their time comes: of every definition whose newest version has a schedule. How
 * far each has come is noted after the start; started once more after a crash it is the same saga.
 */
public final class Schedules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int AT_ONCE = 100;

  private final ScheduleStore store;
  private final Definitions definitions;
  private final ScheduledStarts starts;
  private final InstantSource clock;
  private final Object lock = new Object();
  private final Map<String, Progress> progress = new HashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private volatile boolean begun;
  private volatile boolean closed;

  public Schedules(
      ScheduleStore store,
      Definitions definitions,
      Orchestrator orchestrator,
      InstantSource clock) {
    this.store = store;
    this.definitions = definitions;
    this.starts = new ScheduledStarts(orchestrator);
    this.clock = clock;
  }

  /**
   * A schedule and how far it has come.
   *
   * @param next its next time; null while it is paused
   * @param problem why the last start was refused; null when it was not
   */
  public record Entry(
      Definition definition,
      Schedule schedule,
      Progress progress,
      @Nullable Instant next,
      @Nullable String problem) {}

  /** Begins; after the engine has. */
  public void start() {
    tryToBegin();
    Thread.ofPlatform().name("meanwhile-schedules").daemon().start(this::run);
  }

  private void run() {
    while (!closed) {
      tryToBegin();
      try {
        if (begun) {
          scheduled().forEach(this::look);
        }
      } catch (LogUnavailableException e) {
        LOG.debug("Schedules are looked at later", e);
      } catch (RuntimeException e) {
        LOG.error("Schedules cannot be looked at", e);
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void tryToBegin() {
    try {
      if (!begun) {
        begin();
        begun = true;
      }
    } catch (LogUnavailableException e) {
      LOG.debug("Schedules begin later", e);
    }
  }

  /** What passed while nobody was there is made up for as each schedule says. */
  private void begin() {
    Instant now = clock.instant();
    synchronized (lock) {
      for (Progress known : store.list()) {
        Schedule schedule = definitions.find(known.name()).map(Definition::schedule).orElse(null);
        Instant from =
            schedule == null || known.paused()
                ? known.lastAt()
                : new Timetable(schedule).resume(known.lastAt(), now);
        progress.put(
            known.name(), new Progress(known.name(), from, known.lastSaga(), known.paused()));
      }
    }
  }

  private List<Definition> scheduled() {
    Map<String, Definition> newest = new TreeMap<>();
    definitions.list().forEach(definition -> newest.put(definition.ref().name(), definition));
    return newest.values().stream().filter(newer -> newer.schedule() != null).toList();
  }

  private void look(Definition definition) {
    Schedule schedule = Objects.requireNonNull(definition.schedule());
    String name = definition.ref().name();
    Timetable times = new Timetable(schedule);
    for (int started = 0; started < AT_ONCE && !closed; started++) {
      Progress now = known(name, schedule);
      Instant next = now.paused() ? null : times.next(now.lastAt());
      if (next == null || next.isAfter(clock.instant())) {
        return;
      }
      boolean runs = schedule.overlap() != Schedule.Overlap.ALLOW && starts.runs(now.lastSaga());
      if (runs && schedule.overlap() == Schedule.Overlap.QUEUE) {
        return;
      }
      String saga = now.lastSaga();
      if (!runs) {
        saga = name + "-" + next;
        if (!begin(name, saga, next, schedule)) {
          return;
        }
      }
      advance(name, now, next, saga);
    }
  }

  private Progress known(String name, Schedule schedule) {
    if (!begun) {
      throw new RefusedException("unavailable", "Schedules cannot be read at present.", LOOK);
    }
    synchronized (lock) {
      Progress known = progress.get(name);
      if (known == null) { // from now on
        known = new Progress(name, clock.instant(), null, schedule.paused());
        store.put(known, null);
        progress.put(name, known);
      }
      return known;
    }
  }

  /** Nothing that a person has done meanwhile is taken back. */
  private void advance(String name, Progress before, Instant to, @Nullable String saga) {
    synchronized (lock) {
      if (before.equals(progress.get(name))) {
        Progress after = new Progress(name, to, saga, before.paused());
        store.put(after, null);
        progress.put(name, after);
      }
    }
  }

  /** False when it is to be tried again; what is refused for good is told and passed over. */
  private boolean begin(String name, String saga, Instant time, Schedule schedule) {
    try {
      starts.start(name, saga, time, schedule, "schedule:" + name);
      problems.remove(name);
      return true;
    } catch (RefusedException e) {
      if (e.retryAfter() != null) {
        return false;
      }
      LOG.warn("The schedule of {} could not start {}: {}", name, saga, e.detail());
      problems.put(name, e.code() + ": " + e.detail());
      return true;
    }
  }

  /** All of them, by name. */
  public List<Entry> list() {
    List<Entry> entries = new ArrayList<>();
    for (Definition definition : scheduled()) {
      entries.add(entry(definition));
    }
    return entries;
  }

  /**
   * One of them.
   *
   * @throws RefusedException unknown-schedule
   */
  public Entry get(String name) {
    return entry(find(name));
  }

  private Entry entry(Definition definition) {
    Schedule schedule = Objects.requireNonNull(definition.schedule());
    String name = definition.ref().name();
    Progress now = known(name, schedule);
    Instant next = now.paused() ? null : new Timetable(schedule).next(now.lastAt());
    return new Entry(definition, schedule, now, next, problems.get(name));
  }

  /** What people did to it, the newest first. */
  public List<Act> acts(String name) {
    return store.acts(name, 100);
  }

  /** From now on it starts nothing; times that pass are passed over. */
  public Entry pause(String name, String who, String reason) {
    return act(name, "pause", who, reason, true);
  }

  /** It starts sagas again, from now on. */
  public Entry resume(String name, String who, String reason) {
    return act(name, "resume", who, reason, false);
  }

  /**
   * Starts a saga now, whatever the time and whether it is paused.
   *
   * @return the saga's id
   */
  public String trigger(String name, String who, String reason) {
    Definition definition = find(name);
    Schedule schedule = Objects.requireNonNull(definition.schedule());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String saga = name + "-" + now;
    Progress known = known(name, schedule);
    starts.start(name, saga, now, schedule, who);
    synchronized (lock) {
      Progress current = progress.getOrDefault(name, known);
      store.put(current, new Act(name, now, "trigger", who, reason));
    }
    return saga;
  }

  private Entry act(String name, String type, String who, String reason, boolean paused) {
    Definition definition = find(name);
    Progress known = known(name, Objects.requireNonNull(definition.schedule()));
    Instant now = clock.instant();
    synchronized (lock) {
      known = progress.getOrDefault(name, known);
      boolean changes = known.paused() != paused;
      Instant from = changes && !paused ? now : known.lastAt();
      Progress after = new Progress(name, from, known.lastSaga(), paused);
      store.put(after, new Act(name, now, type, who, reason));
      progress.put(name, after);
    }
    return entry(definition);
  }

  private Definition find(String name) {
    return definitions
        .find(name)
        .filter(definition -> definition.schedule() != null)
        .orElseThrow(() ->
            new RefusedException(
                "unknown-schedule", "There is no definition " + name + " with a schedule."));
  }

  @Override
  public void close() {
    closed = true;
  }
}
