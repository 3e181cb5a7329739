package io.meanwhile.core.whatif;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One play in the making: what comes, the deadlines between, and the participants' answers. */
final class Play {
  private final WhatIf question;
  private final Script script;
  private final Recorded recorded;
  private final Participants participants;
  private final List<SagaEvent> events = new ArrayList<>();
  private final List<SagaEvent> atOnce = new ArrayList<>();
  private final List<Outcome.Left> left = new ArrayList<>();
  private final long first;
  private final Instant limit;
  private Saga saga;
  private Saga changed;
  private Instant now;
  private Instant begun;
  private long commands;
  private int settled;
  private @Nullable Instant vain;
  private Outcome.@Nullable Refused refused;

  Play(WhatIf question, Saga saga, Script script, Recorded recorded) {
    this.question = question;
    this.saga = saga;
    this.changed = saga;
    this.script = script;
    this.recorded = recorded;
    this.participants = new Participants(question, recorded);
    this.first = saga.sequence();
    Script.Line next = script.next();
    this.now = next == null || next.added() ? question.now() : begins(next);
    this.begun = now;
    this.limit = later(question.now(), now).plus(question.bounds().time());
  }

  /** History goes on from the last event before. */
  private Instant begins(Script.Line next) {
    int before = Math.toIntExact(first - question.before().sequence());
    return before == 0 ? next.command().at() : question.recorded().get(before - 1).at();
  }

  Outcome run(List<SagaEvent> real) {
    Outcome.Stop stop = null;
    while (stop == null) {
      stop = step();
    }
    return new Outcome(
        question.definition(),
        first,
        events,
        atOnce,
        real,
        left,
        changed,
        saga,
        now,
        stop,
        refused);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }

  /** The next thing that happens, whichever comes first; null while the play goes on. */
  private Outcome.@Nullable Stop step() {
    long most = question.bounds().commands(question.recorded().size());
    if (events.size() >= question.bounds().events() || ++commands > most) {
      return Outcome.Stop.LIMIT;
    }
    Script.Line line = script.next();
    Participants.Act act = participants.next(saga, line != null, begun);
    Instant wake = wake(line);
    Instant spoken = act == null ? null : later(act.at(), now);
    if (line != null && !isBefore(spoken, line) && !isBefore(wake, line)) {
      return take(line);
    }
    if (act != null && spoken != null && (wake == null || !later(wake, now).isBefore(spoken))) {
      return spoken.isAfter(limit) ? Outcome.Stop.TIME : speak(act, spoken);
    }
    if (line == null && saga.parked() && settled < question.answers().questions().size()) {
      return settle(question.answers().questions().get(settled));
    }
    boolean stands = saga.parked() || saga.paused() != null;
    if (wake == null || (line == null && stands)) {
      return end();
    }
    return wake.isAfter(limit) ? Outcome.Stop.TIME : pass(wake);
  }

  /** The oldest question is answered; one that does not offer the choice refuses it as ever. */
  private Outcome.@Nullable Stop settle(Answers.Settled answer) {
    settled++;
    int oldest = saga.questions().keySet().iterator().next();
    SagaCommand command =
        new SagaCommand.AnswerQuestion(
            now, oldest, answer.choice(), "what-if", answer.reason(), answer.result());
    if (decide(command) instanceof Decision.Refused(String code, String detail, var _)) {
      refused = new Outcome.Refused(code, detail);
      return Outcome.Stop.REFUSED;
    }
    return null;
  }

  private static boolean isBefore(@Nullable Instant time, Script.Line line) {
    return time != null && time.isBefore(line.command().at());
  }

  /**
   * When the next deadline falls. Where the real saga's came first and was not noticed in time,
   * because the service was late or down, it is not noticed here either.
   */
  private @Nullable Instant wake(Script.@Nullable Line line) {
    Instant wake = Agenda.of(saga).wakeAt();
    boolean late = wake != null && line != null && line.due() != null && !wake.isBefore(line.due());
    return late || (wake != null && wake.equals(vain)) ? null : wake;
  }

  private Outcome.Stop end() {
    if (saga.ended() != null) {
      return Outcome.Stop.ENDED;
    }
    if (saga.parked()) {
      return Outcome.Stop.PARKED;
    }
    return saga.paused() == null ? Outcome.Stop.WAITS : Outcome.Stop.PAUSED;
  }

  private Outcome.@Nullable Stop take(Script.Line line) {
    script.taken();
    SagaCommand command = line.command();
    now = later(now, command.at());
    String absent = line.added() ? null : absent(command);
    if (absent != null) {
      leave(line, absent);
    } else {
      Decision decision = decide(command);
      if (line.added() && decision instanceof Decision.Refused(String code, String detail, var _)) {
        refused = new Outcome.Refused(code, detail);
        return Outcome.Stop.REFUSED;
      }
      told(line, decision);
    }
    if (script.next() == null) {
      begun = now;
    }
    return null;
  }

  private void told(Script.Line line, Decision decision) {
    switch (decision) {
      case Decision.Refused refusal -> leave(line, refusal.detail());
      case Decision.Events follow -> {
        boolean time = line.command() instanceof SagaCommand.PassTime;
        if (line.added()) {
          atOnce.addAll(follow.events());
          changed = saga;
        } else if (follow.events().isEmpty() && !time) {
          leave(line, "It says nothing new here.");
        }
      }
    }
  }

  /** What history says about an effect that was not asked for here did not happen here. */
  private @Nullable String absent(SagaCommand command) {
    EffectKey about =
        switch (command) {
          case SagaCommand.Observe observe -> observe.observation().effect();
          case SagaCommand.ReportFailure failure -> failure.effect();
          case SagaCommand.Start _,
              SagaCommand.PassTime _,
              SagaCommand.Cancel _,
              SagaCommand.Pause _,
              SagaCommand.Resume _,
              SagaCommand.Undo _,
              SagaCommand.Skip _,
              SagaCommand.Migrate _,
              SagaCommand.Tell _,
              SagaCommand.Decide _,
              SagaCommand.AnswerQuestion _ ->
              null;
        };
    Effect effect = about == null ? null : saga.effect(about);
    boolean asked = effect != null && effect.rung() != Rung.SKIPPED;
    boolean absent = about != null && recorded.knows(about) && !asked;
    return absent ? "It did not happen here: " + about + " was not asked for." : null;
  }

  private void leave(Script.Line line, String why) {
    if (line.sequence() != null) {
      left.add(new Outcome.Left(line.sequence(), why));
    }
  }

  private Outcome.@Nullable Stop speak(Participants.Act act, Instant at) {
    now = at;
    decide(participants.perform(saga, act, at));
    return null;
  }

  /** A deadline that changes nothing is not waited for again. */
  private Outcome.@Nullable Stop pass(Instant wake) {
    now = later(now, wake);
    boolean nothing =
        decide(new SagaCommand.PassTime(now)) instanceof Decision.Events(var none)
            && none.isEmpty();
    vain = nothing ? wake : null;
    return null;
  }

  private Decision decide(SagaCommand command) {
    Decision decision = SagaDecider.decide(question.definition(), saga, command);
    if (decision instanceof Decision.Events follow) {
      for (SagaEvent event : follow.events()) {
        saga = SagaDecider.evolve(saga, event);
        events.add(event);
      }
    }
    return decision;
  }
}
