package io.meanwhile.app.engine;

import io.meanwhile.app.log.Birth;
import io.meanwhile.app.log.Entry;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameEncoder;
import io.meanwhile.app.log.Metadata;
import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides and encodes for one saga at a time, behind a guard: a saga at which that fails is stopped
 * with its reason, and no other notices. Belongs to one lane.
 */
final class Deciding {
  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

  private final FrameEncoder encoder;
  private final InstantSource clock;
  private final int frameEvents;
  private final Map<Long, String> stopped;
  private final Versions versions;
  private final Moments moments;

  /**
   * @param stopped the engine's: which sagas were stopped, and why
   */
  Deciding(
      FrameEncoder encoder,
      InstantSource clock,
      int frameEvents,
      Map<Long, String> stopped,
      Versions versions,
      Moments moments) {
    this.encoder = encoder;
    this.clock = clock;
    this.frameEvents = frameEvents;
    this.stopped = stopped;
    this.versions = versions;
    this.moments = moments;
  }

  /** Decides; true when the saga's frame is full. */
  boolean decide(HotSaga saga, Work work) {
    RefusedException refusal = stopped(saga.key());
    if (refusal != null) {
      saga.replies.add(Reply.refused(work, refusal));
      return false;
    }
    moments.reached(Moment.DECIDING);
    try {
      saga.replies.add(
          switch (work) {
            case Work.Bear bear -> bear(saga, bear);
            case Work.Act act -> command(saga, act, act.command(), act.origin());
            case Work.Wake wake -> {
              saga.woken = true;
              saga.timePassed = true;
              SagaCommand.PassTime time = new SagaCommand.PassTime(clock.instant());
              yield command(saga, wake, time, new Work.Origin("meanwhile", null, "time"));
            }
          });
    } catch (RuntimeException | Error poison) {
      stop(saga, poison);
      saga.replies.add(Reply.refused(work, stoppedBecause(SagaReader.reason(poison))));
    }
    moments.reached(Moment.DECIDED);
    return saga.entries.size() >= frameEvents;
  }

  private Reply bear(HotSaga saga, Work.Bear bear) {
    if (!saga.state.started()) {
      return command(saga, bear, bear.command(), bear.origin());
    }
    if (saga.pinned.requestDigest().equals(bear.requestDigest())) {
      return Reply.done(bear, saga.pinned.id(), saga.state.sequence(), false);
    }
    return Reply.refused(
        bear,
        new RefusedException(
            "saga-exists",
            "Saga " + saga.pinned.id() + " was started already, by a different request."));
  }

  private Reply command(HotSaga saga, Work work, SagaCommand command, Work.Origin origin) {
    Definition definition = versions.of(saga.state, saga.pinned.definition(), command);
    Decision decision = SagaDecider.decide(definition, saga.state, command);
    return switch (decision) {
      case Decision.Refused(String code, String detail, List<Decision.Flaw> flaws) ->
          Reply.refused(work, new RefusedException(code, detail, problems(flaws)));
      case Decision.Events(List<SagaEvent> events) -> {
        boolean created = !saga.state.started();
        apply(saga, events, origin);
        yield Reply.done(work, saga.pinned.id(), saga.state.sequence(), created);
      }
    };
  }

  private static List<RefusedException.Problem> problems(List<Decision.Flaw> flaws) {
    return flaws.stream()
        .map(flaw -> new RefusedException.Problem(flaw.pointer(), flaw.message()))
        .toList();
  }

  private static void apply(HotSaga saga, List<SagaEvent> events, Work.Origin origin) {
    if (events.isEmpty()) {
      return;
    }
    String own = saga.pinned.correlation();
    Metadata metadata =
        new Metadata(
            Objects.requireNonNullElse(origin.correlation(), own),
            origin.causation(),
            origin.who());
    Saga next = saga.state;
    for (SagaEvent event : events) {
      next = SagaDecider.evolve(next, event);
    }
    // Only now: all of a decision or nothing.
    saga.state = next;
    events.forEach(event -> saga.entries.add(new Entry(event, metadata)));
  }

  /** What goes to the writer for this saga; null when there is nothing to say. */
  @Nullable Draft seal(HotSaga saga, long epoch) {
    if (saga.replies.isEmpty()) {
      return null;
    }
    Draft draft;
    try {
      draft = draft(saga, epoch);
    } catch (RuntimeException | Error poison) {
      saga.state = saga.sealed;
      stop(saga, poison);
      draft = refuseAll(saga, epoch, stoppedBecause(SagaReader.reason(poison)));
    }
    saga.sealed = saga.state;
    saga.entries = new ArrayList<>(4);
    saga.replies = new ArrayList<>(2);
    saga.woken = false;
    saga.timePassed = false;
    return draft;
  }

  private Draft draft(HotSaga saga, long epoch) {
    Frame frame = saga.entries.isEmpty() ? null : frame(saga);
    Agenda agenda = frame != null || saga.woken ? Agenda.of(saga.state) : null;
    if (frame != null) {
      saga.lastHash = frame.lastHash();
      saga.bytes += frame.byteCount();
    }
    boolean fruitless = frame == null && saga.timePassed;
    Definition definition = versions.of(saga.state, saga.pinned.definition());
    return new Draft(saga, epoch, frame, saga.state, definition, agenda, fruitless, saga.replies);
  }

  private Frame frame(HotSaga saga) {
    long first = saga.sealed.sequence();
    Birth birth =
        first > 0
            ? null
            : new Birth(
                saga.pinned.requestDigest(),
                saga.pinned.definition().ref(),
                saga.entries.getFirst().event().at());
    moments.reached(Moment.ENCODING);
    Frame frame =
        encoder.encode(saga.key(), saga.pinned.id(), first, saga.lastHash, saga.entries, birth);
    moments.reached(Moment.ENCODED);
    return frame;
  }

  private static Draft refuseAll(HotSaga saga, long epoch, RefusedException why) {
    List<Reply> refusals =
        saga.replies.stream().map(reply -> Reply.refused(reply.work(), why)).toList();
    return new Draft(
        saga, epoch, null, saga.sealed, saga.pinned.definition(), null, false, refusals);
  }

  private void stop(HotSaga saga, Throwable poison) {
    LOG.error("Saga {} is stopped: it cannot be decided for", saga.pinned.id(), poison);
    // What was never born has nothing to be kept from.
    if (saga.state.started()) {
      stopped.put(saga.key(), SagaReader.reason(poison));
    }
  }

  /** Why nothing more is decided for a saga; null while it runs. */
  @Nullable RefusedException stopped(long sagaKey) {
    String why = stopped.isEmpty() ? null : stopped.get(sagaKey);
    return why == null ? null : stoppedBecause(why);
  }

  /** Stops a saga that cannot even be read. */
  void stop(long sagaKey, String why) {
    if (stopped.put(sagaKey, why) == null) {
      LOG.error("The saga with key {} is stopped: {}", sagaKey, why);
    }
  }

  static RefusedException stoppedBecause(String why) {
    return new RefusedException(
        "saga-stopped", "The saga is stopped, because it cannot be decided for: " + why);
  }
}
