package io.meanwhile.core.whatif;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The participants in a play: they answer as given. Remembers how far each effect's answers got.
 */
final class Participants {
  private final Definition definition;
  private final Answers answers;
  private final Recorded recorded;
  private final Map<EffectKey, Progress> progress = new HashMap<>();

  /**
   * @param said how many answers are given
   * @param voice how many observers have given the present one
   * @param since when the last one was given
   */
  private record Progress(int said, int voice, Instant since) {}

  /**
   * What a participant does next.
   *
   * @param ask what it answers, or leaves unanswered; null when it speaks by itself
   * @param late the answer comes after the attempt's answer time
   */
  record Act(Instant at, Effect effect, @Nullable Ask ask, Said said, boolean late) {}

  Participants(WhatIf question, Recorded recorded) {
    this.definition = question.definition();
    this.answers = question.answers();
    this.recorded = recorded;
  }

  /**
   * The earliest act; null when nobody has anything to say.
   *
   * @param onlyNew only about effects that history does not know: of the others it speaks itself
   * @param begun answers are given from then on
   */
  @Nullable Act next(Saga saga, boolean onlyNew, Instant begun) {
    Act first = null;
    Map<EffectKey, Ask> asks = new HashMap<>();
    for (Agenda.Send send : Agenda.of(saga).sends()) {
      asks.put(send.effect(), send.ask());
    }
    for (Effect effect : saga.all()) {
      boolean speaks = (!onlyNew || !recorded.knows(effect.key())) && !isTimer(effect);
      Act act = speaks ? act(saga, effect, asks.get(effect.key()), begun) : null;
      if (act != null && (first == null || act.at().isBefore(first.at()))) {
        first = act;
      }
    }
    return first;
  }

  /** It is final when its time comes, and needs nobody to say so. */
  private boolean isTimer(Effect effect) {
    return effect.key().isAction()
        && Own.of(effect.to()) == Own.TIMER
        && !answers.name(effect.key());
  }

  private @Nullable Act act(Saga saga, Effect effect, @Nullable Ask ask, Instant begun) {
    List<Said> all = answers.to(effect.key());
    Progress so = progress.get(effect.key());
    if (so != null && so.voice() > 0) {
      return new Act(so.since(), effect, null, all.get(Math.min(so.said(), all.size() - 1)), false);
    }
    int said = so == null ? 0 : so.said();
    boolean again = said >= all.size();
    Said next = all.get(again ? all.size() - 1 : said);
    Instant since = so == null ? later(effect.requestedAt(), begun) : so.since();
    Instant due = again ? begun : since.plus(next.after());
    if (ask != null) {
      Instant asked = later(ask.at(), begun);
      Instant end = asked.plus(call(saga, effect).answer());
      Instant at = later(due, asked);
      boolean late = next.word() == Said.Word.SILENT || at.isAfter(end);
      return new Act(late ? end : at, effect, ask, next, late);
    }
    boolean byItself = !again && next.word().report() != null && (said > 0 || waits(saga, effect));
    return byItself ? new Act(due, effect, null, next, false) : null;
  }

  /** Word is still to come by itself: it was asked for and nobody else is asked about it. */
  private boolean waits(Saga saga, Effect effect) {
    boolean seen = effect.rung() == Rung.CONFIRMED || effect.rung() == Rung.REFUSED;
    boolean ripens = seen && call(saga, effect).confirm().after() != null; // by time, not by word
    return effect.ask() == null
        && !ripens
        && effect.until() != null
        && effect.rung() != Rung.FINAL
        && saga.questions().values().stream().noneMatch(q -> effect.key().equals(q.effect()));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }

  /** What the saga is told of it; an answer that comes too late is still to be given. */
  SagaCommand perform(Saga saga, Act act, Instant now) {
    EffectKey key = act.effect().key();
    boolean tooLate = act.late() && act.said().word() != Said.Word.SILENT;
    if (tooLate) {
      Instant since =
          later(act.effect().requestedAt(), act.at().minus(call(saga, act.effect()).answer()));
      progress.putIfAbsent(key, new Progress(0, 0, since));
      return failure(act, now);
    }
    Progress so = progress.getOrDefault(key, new Progress(0, 0, now));
    Report report = act.said().word().report();
    if (report == null) {
      progress.put(key, new Progress(so.said() + 1, 0, now));
      return failure(act, now);
    }
    List<String> voices = voices(saga, act.effect());
    boolean silent = act.ask() == null && so.voice() == 0 && !named(saga, act.effect());
    int voice = silent ? 1 : so.voice();
    boolean last = voice + 1 >= voices.size();
    progress.put(
        key, last ? new Progress(so.said() + 1, 0, now) : new Progress(so.said(), voice + 1, now));
    Observation seen = observation(saga, act, voices.get(voice), report, now);
    return new SagaCommand.Observe(now, seen, act.ask());
  }

  /** Who says it: the participant first, then the other observers that the step names. */
  private List<String> voices(Saga saga, Effect effect) {
    List<String> voices = new ArrayList<>(List.of(effect.to().participant()));
    if (call(saga, effect).confirm() instanceof Finality.Quorum quorum) {
      quorum.of().stream().filter(name -> !voices.contains(name)).forEach(voices::add);
    }
    return voices;
  }

  /** True when the participant is one of those whose word counts. */
  private boolean named(Saga saga, Effect effect) {
    return !(call(saga, effect).confirm() instanceof Finality.Quorum quorum)
        || quorum.of().contains(effect.to().participant());
  }

  private static SagaCommand failure(Act act, Instant now) {
    Failure failure =
        switch (act.said().word()) {
          case UNAVAILABLE -> Failure.UNAVAILABLE;
          case REJECTED -> Failure.REJECTED;
          case ACCEPTED, CONFIRMED, FINAL, REFUSED, REVERTED, UNKNOWN, SILENT -> Failure.NO_ANSWER;
        };
    Ask ask = Objects.requireNonNull(act.ask());
    String detail = Objects.requireNonNullElse(act.said().reason(), "no reason given");
    return new SagaCommand.ReportFailure(
        now, act.effect().key(), ask.attempt(), ask.probe(), failure, detail);
  }

  private Observation observation(Saga saga, Act act, String voice, Report report, Instant now) {
    Effect effect = act.effect();
    Said said = act.said();
    boolean success = report == Report.CONFIRMED || report == Report.FINAL;
    int wanted = call(saga, effect).confirm().wanted();
    boolean settles = report == Report.FINAL || report == Report.REFUSED;
    boolean known = success && said.result() == null;
    return new Observation(
        effect.key(),
        voice,
        "what-if-" + saga.sequence(),
        report,
        said.depth() == null && settles && wanted > 0 ? Integer.valueOf(wanted) : said.depth(),
        known ? recorded.result(effect) : said.result(),
        said.reason(),
        said.outcome(),
        null,
        now);
  }

  /** With what was proposed by now. */
  private Call call(Saga saga, Effect effect) {
    Step step = definition.in(saga).step(effect.key());
    return effect.key().isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }
}
