package io.meanwhile.app.engine;

import io.meanwhile.app.log.AppendConflictException;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that appends. It takes what is there, makes it durable in one group, and only then
 * lets anybody know. A conflict costs the loser alone; any other failure stops the lanes until the
 * log can be written again.
 */
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Inbox<Draft> inbox = new Inbox<>();
  private final ArrayDeque<Draft> drained = new ArrayDeque<>();
  private final FrameAppender appender;
  private final Outage outage;
  private final Results results;
  private final int groupFrames;
  private final Moments moments;

  /** What becomes of a draft. */
  interface Results {
    /** It is durable. */
    void durable(Draft draft);

    /** It lost against another writer: its work is to be decided again, on what the log says. */
    void lost(Draft draft);

    /** It was not written: the log cannot be. */
    void unwritten(Draft draft);

    /** Asks the log anything at all. */
    void probeLog();
  }

  Writer(FrameAppender appender, Outage outage, Results results, int groupFrames, Moments moments) {
    this.appender = appender;
    this.outage = outage;
    this.results = results;
    this.groupFrames = groupFrames;
    this.moments = moments;
  }

  void add(Draft draft) {
    inbox.add(draft);
  }

  /** The thread ends once what is in the inbox is written, or the log turns out not to be there. */
  void close() {
    inbox.close();
  }

  @Override
  public void run() {
    try {
      while (!drained.isEmpty() || inbox.take(drained)) {
        write(group());
      }
    } catch (InterruptedException e) {
      outage.begin();
      refuseQueued();
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("The writer died; nothing is recorded until the next start", e);
      outage.begin();
      refuseQueued();
      throw e;
    }
  }

  private List<Draft> group() {
    List<Draft> group = new ArrayList<>(Math.min(drained.size(), groupFrames));
    while (group.size() < groupFrames && !drained.isEmpty()) {
      group.add(drained.poll());
    }
    return group;
  }

  /** Writes a group, or as much of it as nobody else stands in the way of. */
  private void write(List<Draft> candidates) throws InterruptedException {
    List<Draft> group = stillValid(candidates);
    List<Frame> frames = frames(group);
    try {
      if (!frames.isEmpty()) {
        moments.reached(Moment.APPENDING);
        appender.append(frames);
        moments.reached(Moment.APPENDED);
      }
    } catch (AppendConflictException e) {
      bisect(group, frames.size());
      return;
    } catch (LogUnavailableException e) {
      recover(group, e.mayBeStored(), e);
      return;
    } catch (InterruptedException e) {
      group.forEach(results::unwritten);
      throw e;
    } catch (RuntimeException | Error e) {
      recover(group, true, e);
      return;
    }
    group.forEach(results::durable);
  }

  private List<Draft> stillValid(List<Draft> candidates) {
    List<Draft> valid = new ArrayList<>(candidates.size());
    for (Draft draft : candidates) {
      if (draft.epoch() != outage.epoch()) {
        results.unwritten(draft);
      } else if (draft.saga().dropped) {
        results.lost(draft);
      } else {
        valid.add(draft);
      }
    }
    return valid;
  }

  private static List<Frame> frames(List<Draft> group) {
    List<Frame> frames = new ArrayList<>(group.size());
    for (Draft draft : group) {
      if (draft.frame() != null) {
        frames.add(draft.frame());
      }
    }
    return frames;
  }

  /** Finds the loser in about log2(n) appends; everybody else's frames are written on the way. */
  private void bisect(List<Draft> group, int frames) throws InterruptedException {
    if (frames == 1) {
      for (Draft draft : group) {
        if (draft.frame() != null) {
          LOG.info("Another writer was faster for saga {}", draft.saga().pinned.id());
          draft.saga().dropped = true;
        }
      }
      write(group);
      return;
    }
    int middle = group.size() / 2;
    write(group.subList(0, middle));
    write(group.subList(middle, group.size()));
  }

  private void recover(List<Draft> group, boolean mayBeStored, Throwable cause)
      throws InterruptedException {
    LOG.warn("The log cannot be written; trying until it can: {}", SagaReader.reason(cause));
    outage.begin();
    List<Draft> open = new ArrayList<>(group);
    if (!mayBeStored) {
      settle(open, false);
    }
    long pause = FIRST_PAUSE_MILLIS;
    while (!reachable(open)) {
      if (inbox.isClosed()) {
        open.forEach(results::unwritten);
        return;
      }
      refuseQueued();
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
    refuseQueued();
    LOG.info("The log can be written again");
    outage.end();
  }

  /** What was decided on state that is void now. */
  private void refuseQueued() {
    inbox.drainTo(drained);
    drained.forEach(results::unwritten);
    drained.clear();
  }

  private boolean reachable(List<Draft> open) {
    try {
      results.probeLog();
      settle(open, true);
      return true;
    } catch (RuntimeException e) {
      LOG.debug("The log still cannot be reached", e);
      return false;
    }
  }

  /**
   * The answer to the commit was lost: the log says, for each draft, which way it went. Replies
   * that waited for a frame share its fate.
   */
  private void settle(List<Draft> open, boolean ask) {
    Set<HotSaga> missing = new HashSet<>();
    while (!open.isEmpty()) {
      Draft draft = open.getFirst();
      Frame frame = draft.frame();
      boolean stored =
          ask && !missing.contains(draft.saga()) && (frame == null || appender.isStored(frame));
      open.removeFirst();
      if (stored) {
        results.durable(draft);
      } else {
        missing.add(draft.saga());
        results.unwritten(draft);
      }
    }
  }
}
