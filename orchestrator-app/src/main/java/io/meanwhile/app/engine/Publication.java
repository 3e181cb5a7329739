package io.meanwhile.app.engine;

import io.meanwhile.app.dispatch.Alarms;
import io.meanwhile.app.dispatch.Dispatcher;
import io.meanwhile.app.dispatch.Situation;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows once a draft is durable, and what becomes of it when it is not. */
final class Publication implements Writer.Results {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
  private static final int MOST_LOSSES = 16;
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final Lanes lanes;
  private final Readers readers;
  private final OpenSagas open;
  private final SagaIds ids;
  private final SagaLog log;
  private final Map<Long, String> stopped;
  private final Alarms alarms;
  private final SnapshotWriter snapshots;
  private final Moments moments;

  /** Who is told what is durable now. */
  record Readers(Dispatcher dispatcher, Watchers watchers, Supplier<Attendant> attendant) {}

  /**
   * @param alarms on {@link System#nanoTime}
   */
  Publication(
      Lanes lanes,
      Readers readers,
      OpenSagas open,
      SagaIds ids,
      SagaLog log,
      Map<Long, String> stopped,
      Alarms alarms,
      SnapshotWriter snapshots,
      Moments moments) {
    this.lanes = lanes;
    this.readers = readers;
    this.open = open;
    this.ids = ids;
    this.log = log;
    this.stopped = stopped;
    this.alarms = alarms;
    this.snapshots = snapshots;
    this.moments = moments;
  }

  @Override
  public void durable(Draft draft) {
    HotSaga saga = draft.saga();
    try {
      publish(draft);
    } catch (RuntimeException e) {
      LOG.error("Saga {} is durable, and not all that follows was done", saga.pinned.id(), e);
    } finally {
      saga.unwritten.decrementAndGet();
      draft.replies().forEach(reply -> reply.send(moments));
    }
  }

  /** State before callers and participants: whoever is told can read what he was told about. */
  private void publish(Draft draft) {
    HotSaga saga = draft.saga();
    HotSaga.Pinned pinned = saga.pinned;
    Frame frame = draft.frame();
    if (frame != null) {
      moments.reached(Moment.STATE_PUBLISHING);
      SagaView view =
          new SagaView(draft.after(), draft.definition(), pinned.key(), frame.recordedAt());
      saga.durable = new HotSaga.Durable(view, frame.lastHash());
      snapshots.gained(saga);
      open.note(draft, frame);
      if (frame.birth() != null) {
        ids.born(pinned.id(), pinned.key());
      }
      readers.watchers().changed(view);
      moments.reached(Moment.STATE_PUBLISHED);
    }
    if (draft.agenda() != null && !stopped.containsKey(pinned.key())) {
      moments.reached(Moment.DISPATCHING);
      Situation now =
          new Situation(
              pinned.key(), draft.after(), draft.definition(), draft.agenda(), draft.fruitless());
      readers.dispatcher().update(now);
      readers.attendant().get().update(now);
      moments.reached(Moment.DISPATCHED);
    }
  }

  @Override
  public void lost(Draft draft) {
    draft.saga().unwritten.decrementAndGet();
    draft.replies().forEach(reply -> again(reply.work()));
  }

  private void again(Work work) {
    if (work.losses() < MOST_LOSSES) {
      requeue(work);
    } else if (work.caller() != null) {
      Reply.refused(work, Outage.unavailable("Another writer was faster every time.")).send();
    } else {
      alarms.set(System.nanoTime() + PAUSE_NANOS, () -> requeue(work));
    }
  }

  private void requeue(Work work) {
    switch (work) {
      case Work.Bear bear -> Thread.startVirtualThread(() -> claimAgain(bear));
      case Work.Act act -> lanes.add(act.again());
      case Work.Wake wake -> lanes.add(wake.again());
    }
  }

  /** The id may stand for a saga by now that someone else has started. */
  private void claimAgain(Work.Bear bear) {
    String id = bear.command().saga();
    try {
      ids.forget(id);
      SagaIds.Claim claim = ids.claim(id);
      lanes.add(bear.at(claim.key(), claim.fresh()));
    } catch (RuntimeException e) {
      LOG.debug("Saga {} cannot be claimed again", id, e);
      Reply.refused(bear, Outage.unavailable("The log cannot be read at present.")).send();
    }
  }

  @Override
  public void unwritten(Draft draft) {
    draft.saga().unwritten.decrementAndGet();
    for (Reply reply : draft.replies()) {
      if (reply.work().caller() == null) {
        lanes.add(reply.work());
      } else {
        Reply.refused(reply.work(), Outage.unavailable("The log cannot be written at present."))
            .send();
      }
    }
  }

  @Override
  public void probeLog() {
    long _ = log.head();
  }
}
