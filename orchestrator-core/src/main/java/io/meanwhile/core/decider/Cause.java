package io.meanwhile.core.decider;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a saga from outside, read back from its events: a decision's first event says
 * which command it answered, the others follow from it.
 *
 * @param index the first event's place in the list that was read, from 0
 * @param due when the saga's next deadline fell just before; null when there was none
 */
public record Cause(int index, SagaCommand command, @Nullable Instant due) {

  /**
   * The commands behind the events, in order.
   *
   * @param before the state before the first event
   */
  public static List<Cause> of(Saga before, List<SagaEvent> events) {
    List<Cause> causes = new ArrayList<>();
    Saga saga = before;
    SagaEvent previous = null;
    for (int i = 0; i < events.size(); i++) {
      SagaEvent event = events.get(i);
      SagaEvent next = i + 1 < events.size() ? events.get(i + 1) : null;
      SagaCommand command = command(saga, previous, event, next);
      if (command != null && !isSameTime(causes, command)) {
        causes.add(new Cause(i, command, Agenda.of(saga).wakeAt()));
      }
      saga = SagaDecider.evolve(saga, event);
      previous = event;
    }
    return causes;
  }

  /** Several deadlines may pass in one decision, and some are taken up when a pause is over. */
  private static boolean isSameTime(List<Cause> causes, SagaCommand command) {
    if (causes.isEmpty() || !(command instanceof SagaCommand.PassTime)) {
      return false;
    }
    SagaCommand last = causes.getLast().command();
    boolean covers = last instanceof SagaCommand.PassTime || last instanceof SagaCommand.Resume;
    return covers && last.at().equals(command.at());
  }

  /** The command that the event was the first to follow from; null for one that follows another. */
  private static @Nullable SagaCommand command(
      Saga saga, @Nullable SagaEvent previous, SagaEvent event, @Nullable SagaEvent next) {
    return switch (event) {
      case SagaEvent.SagaStarted e -> start(e);
      case SagaEvent.ObservationRecorded e ->
          new SagaCommand.Observe(e.at(), e.observation(), answered(saga, e, next));
      case SagaEvent.AttemptFailed e -> failure(e);
      case SagaEvent.CancelRequested e -> new SagaCommand.Cancel(e.at(), e.who(), e.reason());
      case SagaEvent.QuestionAnswered e -> answer(e);
      case SagaEvent.SagaPaused e -> new SagaCommand.Pause(e.at(), e.who(), e.reason());
      case SagaEvent.SagaResumed e -> new SagaCommand.Resume(e.at(), e.who(), e.reason());
      case SagaEvent.SkipRequested e -> new SagaCommand.Skip(e.at(), e.step(), e.who(), e.reason());
      case SagaEvent.SagaMigrated e -> migration(e);
      case SagaEvent.StrayRecorded e -> new SagaCommand.Observe(e.at(), e.observation(), null);
      case SagaEvent.ReactionHeld e ->
          e.kind() == DivergenceKind.OVERDUE && e.effect() == null ? passed(e) : null;
      case SagaEvent.DeadlinePassed e -> isExhausted(previous, e) ? null : passed(e);
      case SagaEvent.FinalityReached _, SagaEvent.ValidityPassed _ -> passed(event);
      case SagaEvent.WaitExtended e -> isAtOnce(previous, e) ? null : passed(e);
      case SagaEvent.Diverged e ->
          e.kind() == DivergenceKind.OVERDUE && e.effect() == null ? passed(e) : null;
      case SagaEvent.EffectRequested _,
          SagaEvent.EffectGivenUp _,
          SagaEvent.StepSkipped _,
          SagaEvent.SkipLifted _,
          SagaEvent.GroupBegun _,
          SagaEvent.JoinReached _,
          SagaEvent.StepsProposed _,
          SagaEvent.JoinLost _,
          SagaEvent.ProbeRequested _,
          SagaEvent.RetryRequested _,
          SagaEvent.DeadlineExtended _,
          SagaEvent.BackwardHeld _,
          SagaEvent.HoldDropped _,
          SagaEvent.WentBackward _,
          SagaEvent.LossListed _,
          SagaEvent.QuestionOpened _,
          SagaEvent.QuestionClosed _,
          SagaEvent.SagaEnded _,
          SagaEvent.SagaReopened _ ->
          null;
    };
  }

  private static SagaCommand answer(SagaEvent.QuestionAnswered e) {
    return new SagaCommand.AnswerQuestion(
        e.at(), e.question(), e.choice(), e.who(), e.reason(), e.result());
  }

  private static SagaCommand start(SagaEvent.SagaStarted e) {
    return new SagaCommand.Start(e.at(), e.saga(), e.input(), e.attributes());
  }

  private static SagaCommand migration(SagaEvent.SagaMigrated e) {
    Map<String, @Nullable String> map = new LinkedHashMap<>();
    e.migration().map().forEach((step, to) -> map.put(step, to == null ? null : to.toString()));
    return new SagaCommand.Migrate(e.at(), e.migration().to(), map, e.who(), e.reason());
  }

  private static SagaCommand failure(SagaEvent.AttemptFailed e) {
    return new SagaCommand.ReportFailure(
        e.at(), e.effect(), e.attempt(), e.probe(), e.failure(), e.detail());
  }

  private static SagaCommand passed(SagaEvent event) {
    return new SagaCommand.PassTime(event.at());
  }

  /** More time is given as a reaction, or when a wait is over that still has to go on. */
  private static boolean isAtOnce(@Nullable SagaEvent previous, SagaEvent event) {
    return previous != null && previous.at().equals(event.at());
  }

  /** With its last attempt an effect becomes unknown at once: no time has passed. */
  private static boolean isExhausted(
      @Nullable SagaEvent previous, SagaEvent.DeadlinePassed passed) {
    return previous instanceof SagaEvent.AttemptFailed failed
        && failed.effect().equals(passed.effect())
        && failed.at().equals(passed.at());
  }

  /**
   * What the observation was the direct answer to. Such a one is seen when it is recorded; whether
   * one that moved the effect came by itself makes no difference to what follows.
   */
  private static @Nullable Ask answered(
      Saga saga, SagaEvent.ObservationRecorded recorded, @Nullable SagaEvent next) {
    Observation seen = recorded.observation();
    Effect effect = saga.effect(seen.effect());
    boolean direct = seen.seenAt().equals(recorded.at());
    boolean tooEarly = // no trace, found by a probe from before the end of its validity
        effect != null && effect.expired() && recorded.expired() == null && !recorded.answered();
    if (direct && tooEarly && seen.status() == Report.UNKNOWN) {
      return new Ask(false, 0, recorded.at()); // to an attempt before the present
    }
    if (direct && recorded.meaning() == Meaning.UNNAMED && !recorded.answered()) {
      boolean disputed =
          next instanceof SagaEvent.Diverged diverged
              && diverged.kind() == DivergenceKind.DISPUTED
              && seen.effect().equals(diverged.effect());
      return disputed ? null : new Ask(false, 0, recorded.at()); // to an attempt before the present
    }
    return direct && recorded.answered() && effect != null ? effect.ask() : null;
  }
}
