package io.meanwhile.sagas.bridge;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.Reporter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one effect from block to block and reports what changes, until it is settled. What cannot
 * be reported is not queued: once the orchestrator answers again it is told how things stand by
 * then.
 */
final class Watch implements Runnable {
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String observer;
  private final BridgeCall call;
  private final BridgeEnd end;
  private final Sightings sightings;
  private final Heads heads;
  private final WatchLimits limits;
  private final Seen seen;
  private volatile Reporter reporter;
  private Block head;
  private Sighting last;

  Watch(
      String observer,
      BridgeCall call,
      BridgeEnd end,
      Sightings sightings,
      Heads heads,
      WatchLimits limits,
      Seen seen,
      Reporter reporter,
      Told told) {
    this.observer = observer;
    this.call = call;
    this.end = end;
    this.sightings = sightings;
    this.heads = heads;
    this.limits = limits;
    this.seen = seen;
    this.reporter = reporter;
    this.head = told.head();
    this.last = told.sighting();
  }

  /** From now on reports go here: a repeated request brings a fresh token. */
  void reportTo(Reporter newer) {
    reporter = newer;
  }

  @Override
  public void run() {
    try {
      follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RejectedException e) {
      LOG.log(Level.WARNING, "no longer reporting on {0}: {1}", call.key(), e.getMessage());
    }
  }

  private void follow() throws InterruptedException, RejectedException {
    long giveUp = System.nanoTime() + limits.patience().toNanos();
    Duration pause = heads.interval();
    while (!limits.settled(last) && System.nanoTime() - giveUp < 0) {
      Block next = heads.awaitAfter(head);
      if (look(next)) {
        head = next;
        pause = heads.interval();
      } else {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      }
    }
  }

  /** True when all that is new could be reported. */
  private boolean look(Block head) throws InterruptedException, RejectedException {
    try {
      Sighting now = sightings.of(call, head);
      for (Answer news : news(last, now)) {
        reporter.report(observation(news));
      }
      last = now;
      return true;
    } catch (InterruptedException | RejectedException e) {
      throw e;
    } catch (Exception e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      LOG.log(Level.DEBUG, "will look at {0} again: {1}", call.key(), e);
      return false;
    }
  }

  private List<Answer> news(Sighting before, Sighting now) {
    List<Answer> news = new ArrayList<>(2);
    if (before instanceof Sighting.Standing stood && !(now instanceof Sighting.Standing)) {
      String why = "transaction " + stood.tx() + " is no longer in the chain";
      news.add(new Answer(Report.REVERTED, null, null, why, null, null));
    }
    if (!(now instanceof Sighting.NoTrace) && !now.equals(before)) {
      news.add(Answers.of(call, end, now));
    }
    return news;
  }

  private Observation observation(Answer news) {
    Seen.At at = seen.now();
    return new Observation(
        call.effect(),
        observer,
        at.id(),
        news.status(),
        news.depth(),
        news.result(),
        news.reason(),
        news.effect(),
        news.occurredAt(),
        at.time());
  }
}
