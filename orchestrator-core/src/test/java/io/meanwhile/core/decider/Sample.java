package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.model.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Definitions and commands for tests, short to write. */
final class Sample {
  private Sample() {}

  static final Retry RETRY = new Retry(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0);

  static Definition definition(Step... steps) {
    return new Definition(
        new DefinitionRef("sample", 1, "digest"),
        null,
        null,
        Map.of(),
        null,
        List.of(steps),
        Completion.ALL_FINAL,
        null);
  }

  static Call call(String to) {
    return new Call(
        Target.parse(to),
        null,
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        RETRY,
        new Finality.Reply(),
        null,
        null,
        Duration.ofMinutes(5));
  }

  private static Call copy(
      Call c,
      @Nullable Template with,
      Finality confirm,
      @Nullable Expression expect,
      @Nullable Target probe) {
    return new Call(
        c.to(),
        with,
        c.answer(),
        c.deadline(),
        c.retry(),
        confirm,
        expect,
        probe,
        c.grace(),
        c.validFor(),
        c.onDivergence());
  }

  static Call probed(Call c) {
    Target probe = new Target(c.to().participant(), c.to().operation() + "-status");
    return copy(c, c.with(), c.confirm(), c.expect(), probe);
  }

  static Call confirmed(Call c, Finality confirm) {
    return copy(c, c.with(), confirm, c.expect(), c.probe());
  }

  static Call depth(Call c, int confirmations) {
    return confirmed(c, new Finality.Depth(confirmations));
  }

  static Call expecting(Call c, String expression) {
    return copy(c, c.with(), c.confirm(), Expression.compile(expression), c.probe());
  }

  static Call with(Call c, String field, String expression) {
    Template template =
        new Template.Fields(Map.of(field, new Template.Computed(Expression.compile(expression))));
    return copy(c, template, c.confirm(), c.expect(), c.probe());
  }

  /** With a list of reactions for one kind of divergence. */
  static Call on(Call c, DivergenceKind kind, Measure... list) {
    Map<DivergenceKind, List<Measure>> all = new LinkedHashMap<>(c.onDivergence());
    all.put(kind, List.of(list));
    return c.reacting(all);
  }

  static Step on(Step s, DivergenceKind kind, Measure... list) {
    Call action = on(s.action(), kind, list);
    return new Step(
        s.name(), s.after(), action, s.undo(), s.pivot(), s.irreversible(), s.when(), s.undoing());
  }

  /** A step with an undo at its own participant. */
  static Step step(String name, String... after) {
    return step(name, call(name + "-svc/do"), call(name + "-svc/undo"), after);
  }

  static Step step(String name, Call action, @Nullable Call undo, String... after) {
    Map<String, Level> levels = new LinkedHashMap<>();
    for (String place : after) {
      boolean confirmed = place.endsWith("@confirmed");
      levels.put(place.replace("@confirmed", ""), confirmed ? Level.CONFIRMED : Level.FINAL);
    }
    return new Step(name, levels, action, undo, false, false);
  }

  static Step guarded(Step s, String guard) {
    return s.guarded(Expression.compile(guard));
  }

  static Step pivot(Step s) {
    return new Step(
        s.name(), s.after(), s.action(), s.undo(), true, s.irreversible(), s.when(), s.undoing());
  }

  static Step irreversible(Step s) {
    return new Step(s.name(), s.after(), s.action(), null, s.pivot(), true, s.when(), s.undoing());
  }

  static Function<Instant, SagaCommand> start() {
    return start(Map.of());
  }

  static Function<Instant, SagaCommand> start(Map<String, ?> input) {
    return at -> new SagaCommand.Start(at, "s-1", input, Map.of());
  }

  /** An observation by the effect's own participant that came by itself. */
  static Function<Instant, SagaCommand> observe(String effect, Report report) {
    return observe(effect, report, null, null);
  }

  static Function<Instant, SagaCommand> observe(
      String effect, Report report, @Nullable Integer depth, @Nullable Object result) {
    return at -> new SagaCommand.Observe(at, observation(at, effect, report, depth, result), null);
  }

  static Observation observation(
      Instant at, String effect, Report report, @Nullable Integer depth, @Nullable Object result) {
    EffectKey key = EffectKey.parse(effect);
    String id = report + "@" + at.toEpochMilli() + "/" + depth;
    return new Observation(
        key, key.step() + "-svc", id, report, depth, result, null, null, null, at);
  }

  static Function<Instant, SagaCommand> fail(String effect, int attempt, Failure failure) {
    return at ->
        new SagaCommand.ReportFailure(at, EffectKey.parse(effect), attempt, false, failure, "test");
  }

  static Function<Instant, SagaCommand> cancel() {
    return at -> new SagaCommand.Cancel(at, "ann", "changed my mind");
  }

  static Function<Instant, SagaCommand> pause() {
    return at -> new SagaCommand.Pause(at, "ann", "the bank is closed");
  }

  static Function<Instant, SagaCommand> resume() {
    return at -> new SagaCommand.Resume(at, "bob", "the bank is open");
  }

  /** A report that carries its observer's own time, so long before now. */
  static Function<Instant, SagaCommand> seenBefore(
      String ago, String effect, Report report, @Nullable Integer depth) {
    return at -> {
      Instant seen = at.minus(Duration.parse(ago));
      return new SagaCommand.Observe(at, observation(seen, effect, report, depth, null), null);
    };
  }

  static Function<Instant, SagaCommand> refuse(
      String effect, @Nullable Integer depth, @Nullable String reason) {
    return at -> {
      Observation o = observation(at, effect, Report.REFUSED, depth, null);
      return new SagaCommand.Observe(at, reasoned(o, reason), null);
    };
  }

  private static Observation reasoned(Observation o, @Nullable String reason) {
    return new Observation(
        o.effect(),
        o.observer(),
        o.id(),
        o.status(),
        o.depth(),
        null,
        reason,
        null,
        null,
        o.seenAt());
  }

  /** A compensation's final word that says what it did. */
  static Function<Instant, SagaCommand> undid(String effect, CompensationOutcome outcome) {
    return at -> {
      Observation o = observation(at, effect, Report.FINAL, null, null);
      return new SagaCommand.Observe(
          at,
          new Observation(
              o.effect(),
              o.observer(),
              o.id(),
              o.status(),
              null,
              null,
              null,
              outcome,
              null,
              o.seenAt()),
          null);
    };
  }

  static Function<Instant, SagaCommand> answer(int question, Choice choice) {
    return answer(question, choice, null);
  }

  static Function<Instant, SagaCommand> answer(
      int question, Choice choice, @Nullable Object result) {
    return at ->
        new SagaCommand.AnswerQuestion(at, question, choice, "ann", "looked it up", result);
  }

  static Function<Instant, SagaCommand> failProbe(String effect, int number) {
    return at ->
        new SagaCommand.ReportFailure(
            at, EffectKey.parse(effect), number, true, Failure.NO_ANSWER, "test");
  }

  /** The goal is met at confirmed level. */
  static Definition atConfirmed(Definition d) {
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        d.steps(),
        new Completion(Level.CONFIRMED),
        d.result(),
        d.onDivergence());
  }

  static Definition within(String deadline, Definition d) {
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        Duration.parse(deadline),
        d.steps(),
        d.complete(),
        d.result(),
        d.onDivergence());
  }
}
