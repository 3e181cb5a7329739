package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.format.Closest;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.format.FlawedException;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.security.Identity;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Bounds;
import io.meanwhile.core.whatif.Change;
import io.meanwhile.core.whatif.Outcome;
import io.meanwhile.core.whatif.WhatIf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says what would follow: the functions that decide for real are asked, nothing is stored and
 * nothing is sent. A preview of a command is the same question with one change, now.
 */
final class WhatIfs {
  private final Orchestrator orchestrator;
  private final SagaViews views;
  private final Histories histories;
  private final EventCodec codec;
  private final Unconfigured unconfigured;
  private final InstantSource clock;

  WhatIfs(
      Orchestrator orchestrator,
      SagaViews views,
      Histories histories,
      EventCodec codec,
      Unconfigured unconfigured,
      InstantSource clock) {
    this.unconfigured = unconfigured;
    this.orchestrator = orchestrator;
    this.views = views;
    this.histories = histories;
    this.codec = codec;
    this.clock = clock;
  }

  /** What a command would do if it were sent now. */
  WhatIfResource preview(String saga, CommandBody command, Identity who) {
    SagaView view = views.get(saga);
    Instant now = now(view.lastEventAt());
    SagaCommand asked = command(view, command, now, who);
    List<Change> changes = List.of(new Change.Add(asked));
    WhatIf question =
        new WhatIf(
            knowing(view, List.of(command)),
            view.state(),
            List.of(),
            0,
            now,
            changes,
            WhatIf.Then.ANSWERS,
            Answers.FINAL,
            Bounds.DEFAULT);
    return histories.looking(() -> {
      Outcome outcome = question.play();
      List<String> missing = unconfigured.among(outcome.end());
      return told(view, WhatIfResource.preview(outcome, codec, missing, command.type()));
    });
  }

  private SagaCommand command(SagaView view, CommandBody command, Instant now, Identity who) {
    return command.command(now, who, version -> version(view, command, version).ref());
  }

  private Definition version(SagaView view, CommandBody command, int version) {
    try {
      return orchestrator.asked(view, version);
    } catch (RefusedException refused) {
      throw SagaActs.explained(refused, command);
    }
  }

  /** The definition with the versions at hand that these commands ask for. */
  private Definition knowing(SagaView view, List<CommandBody> commands) {
    Definition definition = view.definition();
    for (CommandBody command : commands) {
      Integer to = command.to();
      if (command.type().equals("migrate") && to != null) {
        definition = definition.and(version(view, command, to));
      }
    }
    return definition;
  }

  /** What would follow from the question's changes under its answers. */
  WhatIfResource ask(String saga, WhatIfBody body, Identity who) {
    SagaView view = views.get(saga);
    checkNames(view, body.answers());
    return histories.looking(() -> {
      WhatIf question = question(view, body, who);
      List<Flaw> flaws = new ArrayList<>();
      for (WhatIf.Flaw flaw : question.flaws()) {
        ChangeBody change = body.all().get(flaw.change());
        flaws.add(change.places().flaw(flaw.code(), "", flaw.message(), null));
      }
      refuse(flaws);
      Outcome outcome = question.play();
      return told(view, WhatIfResource.of(outcome, codec, unconfigured.among(outcome.end())));
    });
  }

  /** A play knows one saga only: those that it started, and that refuse by now, are looked up. */
  private WhatIfResource told(SagaView view, WhatIfResource played) {
    return played.losing(effect -> views.cannotBeTakenBack(view, EffectKey.parse(effect)));
  }

  private static void refuse(List<Flaw> flaws) {
    if (!flaws.isEmpty()) {
      throw FlawedException.of(flaws);
    }
  }

  /** A name that means nothing would change nothing, unnoticed. */
  private static void checkNames(SagaView view, @Nullable AnswersBody answers) {
    List<Flaw> flaws = new ArrayList<>();
    if (answers != null && answers.effects() != null) {
      List<String> steps = view.definition().in(view.state()).stepNames();
      for (String name : answers.effects().keySet()) {
        String step = name.split("[/.]", 2)[0];
        boolean form = name.equals(step) || name.equals(step + "/compensation") || isKey(name);
        if (!form || !steps.contains(step)) {
          String message =
              name + " is no step, no step/compensation and no effect key of this saga";
          String within = "/" + name.replace("~", "~0").replace("/", "~1");
          String near = Closest.to(step, steps);
          flaws.add(answers.places().flaw("unknown-step", within, message, near));
        }
      }
    }
    refuse(flaws);
  }

  private static boolean isKey(String name) {
    try {
      EffectKey.parse(name);
      return true;
    } catch (IllegalArgumentException notAKey) {
      return name.indexOf('/') < 0;
    }
  }

  private WhatIf question(SagaView view, WhatIfBody body, Identity who) {
    boolean past = body.asksAboutThePast();
    List<StoredEvent> stored = past ? histories.of(view) : List.of();
    List<SagaEvent> events = stored.stream().map(StoredEvent::event).toList();
    int at = body.at() == null ? events.size() : place(body.at(), events.size());
    Instant last = past ? stored.get(at - 1).recordedAt() : view.lastEventAt();
    Instant now = at == events.size() ? now(last) : last;
    List<Change> changes = new ArrayList<>();
    for (ChangeBody change : body.all()) {
      changes.add(change(view, events, change, now, who));
    }
    List<CommandBody> commands =
        body.all().stream().map(ChangeBody::command).filter(Objects::nonNull).toList();
    return new WhatIf(
        knowing(view, commands),
        past ? Saga.NOT_STARTED : view.state(),
        events,
        at,
        now,
        changes,
        body.afterwards(),
        AnswersBody.of(body.answers()),
        body.bounds());
  }

  /** A clock that was set back makes nothing happen before what is recorded. */
  private Instant now(Instant last) {
    Instant now = clock.instant();
    return now.isBefore(last) ? last : now;
  }

  private static int place(String at, int events) {
    if (Long.parseLong(at) > events) {
      throw new ProblemException(
          ErrorCode.UNKNOWN_SEQUENCE, "The saga has " + events + " events, not " + at + ".");
    }
    return Integer.parseInt(at);
  }

  private Change change(
      SagaView view, List<SagaEvent> events, ChangeBody change, Instant now, Identity who) {
    String sequence = change.sequence();
    SupposedObservation supposed = change.observation();
    if (sequence != null) {
      long recorded = Long.parseLong(sequence);
      return supposed == null
          ? new Change.LeaveOut(recorded)
          : replaced(recorded, supposed, events);
    }
    if (supposed == null) {
      return new Change.Add(command(view, Objects.requireNonNull(change.command()), now, who));
    }
    EffectKey key = EffectKey.parse(Objects.requireNonNull(supposed.effect()));
    var effect = view.state().effect(key);
    String participant = effect == null ? key.step() : effect.to().participant();
    var observation = supposed.of(key, participant, "what-if", now);
    return new Change.Add(new SagaCommand.Observe(now, observation, null));
  }

  /** What is no observation is told together with all else that cannot be changed. */
  private static Change replaced(
      long sequence, SupposedObservation supposed, List<SagaEvent> events) {
    boolean there = sequence < events.size();
    SagaEvent event = there ? events.get((int) sequence) : null;
    if (event instanceof SagaEvent.ObservationRecorded recorded) {
      var real = recorded.observation();
      Instant seen = real.seenAt();
      return new Change.Replace(
          sequence, supposed.of(real.effect(), real.observer(), "what-if", seen));
    }
    EffectKey nothing = EffectKey.action("none", 1);
    return new Change.Replace(sequence, supposed.of(nothing, "none", "what-if", Instant.EPOCH));
  }
}
