package io.meanwhile.app.engine;

import io.meanwhile.app.engine.Arrival.Loading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that decides for its share of the sagas, on state in memory, and hands what comes of
 * it to the writer: one draft for each saga of a drain. It never waits for the log.
 */
final class Lane implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private static final long OUTAGE_MILLIS = 10;

  /** Work of one saga before it is the next one's turn. */
  private static final int SHARE = 64;

  private final Inbox<LaneItem> inbox = new Inbox<>();
  private final ArrayDeque<LaneItem> drained = new ArrayDeque<>();
  private final Turns turns = new Turns(SHARE);
  private final Set<HotSaga> touched = new LinkedHashSet<>();
  private final Map<Long, List<Work>> loading = new HashMap<>();
  private final HotSagas sagas;
  private final Deciding deciding;
  private final Outage outage;
  private final int drainWork;
  private @Nullable Ports connected;
  private long epoch;

  /** Where a lane's work goes. */
  interface Ports {
    void write(Draft draft);

    /** Reads a saga back, elsewhere; the lane gets an {@link Arrival}. */
    void load(long sagaKey, long epoch, boolean afterPause);
  }

  Lane(HotSagas sagas, Deciding deciding, Outage outage, int drainWork) {
    this.sagas = sagas;
    this.deciding = deciding;
    this.outage = outage;
    this.drainWork = drainWork;
  }

  /** Before the lane's thread starts. */
  void connect(Ports to) {
    connected = to;
  }

  void add(LaneItem item) {
    inbox.add(item);
  }

  /** The thread ends once its inbox is empty. */
  void close() {
    inbox.close();
  }

  @Override
  public void run() {
    try {
      while (fetch()) {
        drain();
      }
      loading.values().forEach(works -> works.forEach(Lane::refuseStopping));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("A lane died; its sagas stand still until the next start", e);
      throw e;
    }
  }

  /** Waits only when there is nothing to do; false when there never will be. */
  private boolean fetch() throws InterruptedException {
    if (!turns.isEmpty()) {
      inbox.drainTo(drained);
    } else if (!inbox.take(drained)) {
      return false;
    }
    drained.forEach(turns::add);
    drained.clear();
    return true;
  }

  private Ports ports() {
    return Objects.requireNonNull(connected, "not connected");
  }

  private void drain() throws InterruptedException {
    if (!outage.open()) {
      sitOut();
      return;
    }
    if (epoch != outage.epoch()) {
      epoch = outage.epoch();
      sagas.clear();
    }
    for (int taken = 0; taken < drainWork && !turns.isEmpty(); taken++) {
      switch (turns.poll()) {
        case Arrival arrival -> arrived(arrival);
        case Work work -> take(work);
        case null -> {}
      }
    }
    touched.forEach(this::seal);
    touched.clear();
    sagas.trim();
  }

  /** While the log cannot be written callers are told so, and all else is kept. */
  private void sitOut() throws InterruptedException {
    turns.removeIf(item -> {
      if (item instanceof Work work && work.caller() != null) {
        Reply.refused(work, Outage.unavailable("The log cannot be written at present.")).send();
        return true;
      }
      return false;
    });
    Thread.sleep(OUTAGE_MILLIS);
    if (inbox.isClosed()) {
      turns.clear();
    }
  }

  /** Once the thread has ended: whoever still waits is told that nobody comes. */
  void refuseRest() {
    ArrayDeque<LaneItem> rest = new ArrayDeque<>();
    inbox.drainTo(rest);
    for (LaneItem item : rest) {
      if (item instanceof Work work) {
        refuseStopping(work);
      }
    }
  }

  private static void refuseStopping(Work work) {
    Reply.refused(work, Outage.unavailable("The engine is stopping.")).send();
  }

  private void take(Work work) {
    HotSaga saga = sagas.get(work.sagaKey());
    if (saga != null) {
      decide(saga, work);
      return;
    }
    RefusedException stopped = deciding.stopped(work.sagaKey());
    List<Work> others = loading.get(work.sagaKey());
    if (stopped != null) {
      Reply.refused(work, stopped).send();
    } else if (others != null) {
      others.add(work);
    } else if (work instanceof Work.Bear bear && bear.fresh()) {
      decide(unborn(bear), work);
    } else {
      loading.put(work.sagaKey(), new ArrayList<>(List.of(work)));
      ports().load(work.sagaKey(), epoch, false);
    }
  }

  private void arrived(Arrival arrival) {
    List<Work> waiting = loading.remove(arrival.sagaKey());
    if (waiting == null) {
      return;
    }
    if (arrival.epoch() != epoch) {
      waiting.forEach(this::take);
      return;
    }
    switch (arrival.loading()) {
      case Loading.Found(HotSaga saga) -> {
        // What was written while it was not here, by whomever, may ask for something.
        saga.woken = true;
        sagas.put(saga);
        waiting.forEach(work -> decide(saga, work));
      }
      case Loading.Absent _ -> waiting.forEach(this::takeAbsent);
      case Loading.Broken(String why) -> {
        deciding.stop(arrival.sagaKey(), why);
        waiting.forEach(work -> Reply.refused(work, Deciding.stoppedBecause(why)).send());
      }
      case Loading.Unavailable _ -> {
        waiting.removeIf(this::refuseUnread);
        if (!waiting.isEmpty()) {
          loading.put(arrival.sagaKey(), waiting);
          ports().load(arrival.sagaKey(), epoch, true);
        }
      }
    }
  }

  private boolean refuseUnread(Work work) {
    Reply.refused(work, Outage.unavailable("The log cannot be read at present.")).send();
    return work.caller() != null;
  }

  private void takeAbsent(Work work) {
    HotSaga born = sagas.get(work.sagaKey());
    if (born != null) {
      decide(born, work);
      return;
    }
    switch (work) {
      case Work.Bear bear -> decide(unborn(bear), bear);
      case Work.Act act ->
          Reply.refused(act, new RefusedException("unknown-saga", "There is no such saga.")).send();
      case Work.Wake _ -> {}
    }
  }

  private HotSaga unborn(Work.Bear bear) {
    String id = bear.command().saga();
    String correlation = bear.origin().correlation();
    HotSaga saga =
        HotSaga.unborn(
            new HotSaga.Pinned(
                bear.sagaKey(),
                id,
                bear.definition(),
                bear.requestDigest(),
                correlation == null ? id : correlation));
    sagas.put(saga);
    return saga;
  }

  private void decide(HotSaga saga, Work work) {
    touched.add(saga);
    if (deciding.decide(saga, work)) {
      seal(saga);
    }
  }

  private void seal(HotSaga saga) {
    Draft draft = deciding.seal(saga, epoch);
    if (draft != null) {
      saga.unwritten.incrementAndGet();
      ports().write(draft);
    }
    if (saga.dropped) {
      return;
    }
    if (saga.state.started()) {
      sagas.put(saga);
    } else {
      sagas.remove(saga);
    }
  }
}
