package io.meanwhile.sagas.simulated;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.Reporter;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has been told about one effect; used by one thread, but for the reporter. */
final class Watch {
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());

  private final ChainCall call;
  private final String observer;
  private final long begunAt;
  private volatile @Nullable Reporter reporter;
  private Answer last;

  Watch(ChainCall call, String observer, Answer told, long begunAt) {
    this.call = call;
    this.observer = observer;
    this.last = told;
    this.begunAt = begunAt;
  }

  ChainCall call() {
    return call;
  }

  /** The newest block when it was told first. */
  long begunAt() {
    return begunAt;
  }

  /** From now on reports go here. */
  void reportTo(Reporter newer) {
    reporter = newer;
  }

  boolean told(Answer answer) {
    return last.equals(answer);
  }

  /**
   * Reports what has changed. What cannot be reported now is not queued: the next block tells how
   * things stand by then.
   *
   * @throws RejectedException when the report is not wanted
   */
  void tell(Answer now, Instant at) throws RejectedException, InterruptedException {
    Reporter to = reporter;
    if (to == null || told(now)) {
      return;
    }
    try {
      if (last.status() == Report.CONFIRMED && now.status() != Report.CONFIRMED) {
        Answer gone =
            new Answer(Report.REVERTED, null, null, "its block was reorganised", null, null);
        to.report(observation(gone, at));
      }
      to.report(observation(now, at.plusNanos(1_000)));
      last = now;
    } catch (RejectedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "will report on {0} again: {1}", call.key(), e);
    }
  }

  private Observation observation(Answer news, Instant at) {
    String id = at + " " + news.status();
    return new Observation(
        call.effect(),
        observer,
        id,
        news.status(),
        news.depth(),
        news.result(),
        news.reason(),
        news.effect(),
        news.occurredAt(),
        at);
  }
}
