package io.meanwhile.app.dispatch;

import io.meanwhile.app.moments.Moment;
import io.meanwhile.app.moments.Moments;
import io.meanwhile.app.participants.Attempt;
import io.meanwhile.app.participants.Channel;
import io.meanwhile.app.participants.Excerpt;
import io.meanwhile.app.participants.NotConfiguredException;
import io.meanwhile.app.participants.Secrets;
import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.RejectedException;
import io.meanwhile.core.participant.Reporter;
import io.meanwhile.core.participant.UnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt under way: waits for its turn, asks, and reports exactly one thing in time. */
final class Sending implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  /** Nothing waits any more, or the answer is in, or its time was over first. */
  private enum State {
    QUEUED,
    ASKING,
    TIME_UP,
    OVER
  }

  private static final int LONGEST_REASON = 1000;

  private final long sagaKey;
  private final AskKey ask;
  private final Ask asked;
  private final Names names;
  private final Tools tools;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private volatile @Nullable Attempt attempt;
  private volatile @Nullable Channel channel;
  private volatile @Nullable Thread asking;

  /** What every attempt needs. */
  record Tools(Outcomes outcomes, InstantSource clock, Alarms limits, Moments moments) {}

  /**
   * Whose word counts, and who is asked: a probe may go to somebody else.
   *
   * @param observer the effect's participant, or who is probed where that one is an observer too
   * @param participant who is asked
   */
  record Names(String observer, String participant) {

    /** Who is asked reports in its own name later on, never in that of another observer. */
    Reporter only(Reporter reporter) {
      return observation -> {
        String said = observation.observer();
        if (!said.equals(observer) && !said.equals(participant)) {
          throw new IllegalArgumentException(participant + " reports in the name of " + said);
        }
        reporter.report(observation);
      };
    }
  }

  Sending(
      long sagaKey,
      Agenda.Send send,
      Names names,
      Attempt attempt,
      @Nullable Channel channel,
      Tools tools) {
    this.sagaKey = sagaKey;
    this.ask = AskKey.of(send.effect(), send.ask());
    this.asked = send.ask();
    this.names = names;
    this.attempt = attempt;
    this.channel = channel;
    this.tools = tools;
  }

  /** The log no longer asks for it: if it has not been sent, it will not be. */
  void withdraw() {
    if (state.compareAndSet(State.QUEUED, State.OVER)) {
      forget();
    }
  }

  @Override
  public void run() {
    Attempt what = attempt;
    if (what == null || !state.compareAndSet(State.QUEUED, State.ASKING)) {
      return;
    }
    Channel to = channel;
    if (to == null || what.isTooLate(tools.clock.instant())) {
      notSent(to == null);
      return;
    }
    asking = Thread.currentThread();
    long end = System.nanoTime() + what.answer().toNanos();
    Alarms.Alarm limit = tools.limits.set(end, () -> timeUp(what));
    try {
      tools.moments.reached(Moment.SENDING);
      Observation observation = observation(to.ask(what));
      tools.moments.reached(Moment.SENT);
      tools.limits.clear(limit);
      // Also when its time was over: news is news, and the decider knows what is late.
      state.set(State.OVER);
      tell(new SagaCommand.Observe(tools.clock.instant(), observation, asked));
    } catch (UnavailableException e) {
      ended(limit, Failure.UNAVAILABLE, words(e));
    } catch (RejectedException e) {
      ended(limit, Failure.REJECTED, words(e));
    } catch (NotConfiguredException e) {
      ended(limit, Failure.NOT_CONFIGURED, words(e));
    } catch (NotUnderstood e) {
      ended(limit, Failure.NO_ANSWER, words(e));
    } catch (Exception e) {
      // The message of a foreign exception may hold a secret; its type does not.
      Exception shown = what.with() != null && Secrets.names(what.with()) ? null : e;
      LOG.debug("Attempt {} of saga {} brought no answer", ask, what.request().saga(), shown);
      ended(limit, Failure.NO_ANSWER, "the call ended with " + e.getClass().getName());
    } catch (Error e) {
      ended(limit, Failure.NO_ANSWER, "the call ended with " + e.getClass().getName());
      throw e;
    } finally {
      forget();
    }
  }

  private void notSent(boolean nobody) {
    if (nobody) {
      over(Failure.NOT_CONFIGURED, missing(names.participant()));
    } else {
      over(Failure.NO_ANSWER, "not sent: its participant may not remember the key any more");
    }
  }

  private static String missing(String participant) {
    return "no participant is called "
        + participant
        + "; meanwhile.participants."
        + participant
        + ".url says where it is";
  }

  private void timeUp(Attempt what) {
    if (state.compareAndSet(State.ASKING, State.TIME_UP)) {
      report(Failure.NO_ANSWER, "no answer within " + what.answer());
      Thread thread = asking;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  private void ended(Alarms.Alarm limit, Failure failure, String detail) {
    tools.limits.clear(limit);
    over(failure, detail);
  }

  private void over(Failure failure, String detail) {
    if (state.compareAndSet(State.ASKING, State.OVER)) {
      report(failure, detail);
    }
    forget();
  }

  private void report(Failure failure, String detail) {
    Instant now = tools.clock.instant();
    tell(
        new SagaCommand.ReportFailure(
            now, ask.effect(), ask.attempt(), ask.probe(), failure, detail));
  }

  private void tell(SagaCommand command) {
    tools.outcomes.tell(sagaKey, command, "participant:" + names.participant(), ask.toString());
  }

  /** What it was asked with may be large, and the entry stays until the log has the outcome. */
  private void forget() {
    attempt = null;
    channel = null;
    asking = null;
  }

  private Observation observation(@Nullable Answer answer) throws NotUnderstood {
    if (answer == null || answer.status() == null) {
      throw new NotUnderstood("the participant answered nothing");
    }
    try {
      return new Observation(
          ask.effect(),
          names.observer(),
          (ask.probe() ? "probe-" : "answer-") + ask.attempt(),
          answer.status(),
          answer.depth(),
          answer.result(),
          answer.reason() == null ? null : Excerpt.of(answer.reason(), LONGEST_REASON),
          answer.effect(),
          answer.occurredAt(),
          tools.clock.instant(),
          answer.sequence());
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood("answer not understood: " + e.getMessage());
    }
  }

  private static String words(Exception e) {
    return Excerpt.of(Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
  }

  /** An answer came and has no meaning here. */
  private static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message);
    }
  }
}
