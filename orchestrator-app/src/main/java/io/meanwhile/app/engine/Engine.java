package io.meanwhile.app.engine;

import io.meanwhile.app.dispatch.Alarms;
import io.meanwhile.app.dispatch.Dispatcher;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.log.OpenSagaIndex;
import io.meanwhile.app.log.SagaKeys;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.SnapshotStore;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.participants.Redaction;
import io.meanwhile.core.model.SagaCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine put together: intake, lanes, one writer, dispatch after commit. */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final long PAUSE_NANOS = 500_000_000L;
  private static final Duration STOPPING = Duration.ofSeconds(30);
  private final SagaLog log;
  private final InstantSource clock;
  private final Moments moments;
  private final Redaction redaction;
  private final Map<Long, HotSaga> hot = new ConcurrentHashMap<>();
  private final Map<Long, String> stopped = new ConcurrentHashMap<>();
  private final Outage outage = new Outage();
  private final Alarms alarms = new Alarms("meanwhile-limits", System::nanoTime);
  private final Watchers watchers = new Watchers(alarms);
  private final Pace pace = new Pace();
  private final SagaIds ids;
  private final SnapshotWriter snapshots;
  private final SagaStates durable;
  private final Intake intake;
  private final Lanes lanes;
  private final Dispatcher dispatcher;
  private final OpenSagas open;
  private final Writer writer;
  private final Thread writing;
  private volatile Attendant attendant = Attendant.NOBODY;
  private final Versions versions;
  private volatile boolean closed;
  private volatile boolean ended;

  /** The log as the engine needs it. */
  public record LogAccess(
      FrameAppender appender,
      SagaLog log,
      OpenSagaIndex open,
      SagaKeys keys,
      EventCodec codec,
      Snapshots snapshots) {}

  /** Where, and when, the states of long sagas are kept. */
  public record Snapshots(SnapshotStore store, SnapshotPolicy policy) {}

  /** What the engine works with beside the log. */
  public record Surroundings(
      Definitions definitions,
      InputCheck inputs,
      ParticipantRegistry participants,
      Dispatcher.Limits dispatch,
      InstantSource clock,
      Moments moments) {}

  public Engine(LogAccess access, Surroundings around, EngineLimits limits) {
    this.log = access.log();
    this.clock = around.clock();
    this.moments = around.moments();
    this.redaction = around.participants().secrets().redaction();
    this.ids = new SagaIds(log, access.keys(), clock);
    SnapshotCodec states = new SnapshotCodec();
    SnapshotStore kept = access.snapshots().store();
    this.snapshots = new SnapshotWriter(kept, access.snapshots().policy(), states, clock, hot);
    this.versions = new Versions(around.definitions(), around.inputs());
    SagaReader reader = new SagaReader(log, versions, new SnapshotReader(kept, states), snapshots);
    this.durable = new DurableSagas(hot, reader);
    this.intake =
        new Intake(around.definitions(), ids, around.inputs(), clock, limits.startsWaiting(), pace);
    Lanes.Shared shared =
        new Lanes.Shared(hot, stopped, outage, clock, access.codec(), snapshots, versions, moments);
    this.lanes = new Lanes(limits, shared, reader, alarms);
    this.dispatcher =
        new Dispatcher(
            around.participants(),
            around.dispatch(),
            clock,
            new LaneOutcomes(lanes, clock, redaction, moments),
            alarms,
            moments);
    this.open = new OpenSagas(access.open());
    Publication publication =
        new Publication(
            lanes,
            new Publication.Readers(dispatcher, watchers, () -> attendant),
            open,
            ids,
            log,
            stopped,
            alarms,
            snapshots,
            moments);
    this.writer = new Writer(access.appender(), outage, publication, limits.groupFrames(), moments);
    this.writing = Thread.ofPlatform().name("meanwhile-writer").daemon().unstarted(writer);
  }

  /** Who sees to what is the orchestrator's own work; before the start. */
  public void attend(Attendant by) {
    attendant = by;
  }

  /**
   * The list of sagas has come to what was recorded then: starts wait for it when that was too long
   * ago.
   */
  public void listed(Instant recordedAt) {
    pace.behind(Duration.between(recordedAt, clock.instant()));
  }

  /** Begins to work, and asks again for what the log says is unanswered. */
  public void start() {
    open.start();
    writing.start();
    lanes.start(writer);
    snapshots.start();
    Thread.ofVirtual().name("meanwhile-recovery").start(this::wakeOpenSagas);
  }

  private void wakeOpenSagas() {
    while (!closed) {
      try {
        moments.reached(Moment.RECOVERING);
        Instant now = clock.instant();
        int found = open.recover((key, lookAt) -> lookAgain(key, lookAt, now));
        LOG.info("{} open sagas in the log", found);
        moments.reached(Moment.RECOVERED);
        return;
      } catch (LogUnavailableException e) {
        LOG.warn("The open sagas cannot be read; trying again: {}", SagaReader.reason(e));
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void lookAgain(long key, Instant lookAt, Instant now) {
    if (lookAt.isAfter(now)) {
      dispatcher.remember(key, lookAt);
    } else {
      lanes.awaitReaders();
      lanes.add(new Work.Wake(key, 0));
    }
  }

  CompletableFuture<Receipt> start(StartRequest request) {
    try {
      refuseWhileClosed();
      moments.reached(Moment.START_ASKED);
      return take(intake.take(request), Moment.START_TAKEN);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(refusal(e));
    }
  }

  /** Does what {@code command} makes of the present time, to a saga that exists. */
  CompletableFuture<Receipt> act(
      String saga, Function<Instant, SagaCommand> command, Caller caller) {
    try {
      refuseWhileClosed();
      moments.reached(Moment.COMMAND_ASKED);
      long key = ids.find(saga).orElseThrow(Watchers::unknown);
      SagaCommand asked = redaction.of(command.apply(clock.instant()));
      Texts.require(asked);
      Work.Act act = new Work.Act(key, asked, Work.Origin.of(caller), new CompletableFuture<>(), 0);
      return take(act, Moment.COMMAND_TAKEN);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(refusal(e));
    }
  }

  Versions versions() {
    return versions;
  }

  Optional<SagaView> find(String saga) {
    try {
      OptionalLong key = ids.find(saga);
      return key.isEmpty() ? Optional.empty() : durable.view(key.getAsLong(), 0);
    } catch (LogUnavailableException e) {
      throw refusal(e);
    }
  }

  /** The sagas as they durably are. */
  public SagaStates sagas() {
    return durable;
  }

  CompletableFuture<SagaView> await(String saga, Predicate<SagaView> until, Duration atMost) {
    try {
      long known = ids.find(saga).orElseThrow(Watchers::unknown);
      return watchers.await(known, () -> durable.view(known, 0), until, atMost);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(refusal(e));
    }
  }

  AutoCloseable follow(String saga, long afterSequence, Consumer<StoredEvent> to) {
    SagaView view = find(saga).orElseThrow(Watchers::unknown);
    return Follower.start(log, watchers, view.key(), afterSequence, to);
  }

  /** How the engine is. */
  public EngineStatus status() {
    return new EngineStatus(
        outage.open() && writing.isAlive() && lanes.alive(),
        intake.waiting(),
        hot.size(),
        dispatcher.open(),
        dispatcher.waiting(),
        Map.copyOf(stopped));
  }

  private void refuseWhileClosed() {
    if (closed) {
      throw Outage.unavailable("The engine is stopping.");
    }
    if (!outage.open()) {
      throw Outage.unavailable("The log cannot be written at present.");
    }
  }

  private CompletableFuture<Receipt> take(Work work, Moment taken) {
    lanes.add(work);
    moments.reached(taken);
    if (ended) {
      lanes.refuseRest();
    }
    return Objects.requireNonNull(work.caller());
  }

  private static RuntimeException refusal(RuntimeException e) {
    return e instanceof LogUnavailableException
        ? Outage.unavailable("The log cannot be read at present.")
        : e;
  }

  /** Takes nothing more on, writes what has been decided, and stops. Calls are not waited for. */
  @Override
  public void close() {
    closed = true;
    dispatcher.close();
    try {
      lanes.stop();
      writer.close();
      boolean begun = writing.getState() != Thread.State.NEW; // a start that is refused never began
      if (begun && !writing.join(STOPPING)) {
        LOG.warn("The log does not answer; what was not written is as good as never asked for");
      }
      ended = true;
      lanes.refuseRest();
      open.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    alarms.close();
    snapshots.close();
  }
}
