package io.meanwhile.core.scenario;

import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Bounds;
import io.meanwhile.core.whatif.Change;
import io.meanwhile.core.whatif.Outcome;
import io.meanwhile.core.whatif.Said;
import io.meanwhile.core.whatif.WhatIf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A test of a definition: participants answer like this, operators do that, and this is expected.
 * Immutable; each method gives a scenario that says one thing more. Time is virtual: a day passes
 * at once, and the same scenario runs the same way every time.
 *
 * <pre>{@code
 * Scenario.of(transfer)
 *     .input(Map.of("amount", 100))
 *     .says("lock", Said.FINAL.with(Map.of("id", "l-1")))
 *     .says("mint", Said.of(Said.Word.SILENT))
 *     .expect(reaches("undo lock", Rung.FINAL), status(SagaStatus.COMPENSATED), losses())
 *     .run()
 *     .assertMet();
 * }</pre>
 */
public final class Scenario {
  /** When every scenario begins: no scenario depends on the date. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final String WHO = "scenario";

  private final Definition definition;
  private final String name;
  private final @Nullable Object input;
  private final List<SagaCommand> acts;
  private final Answers answers;
  private final Duration until;
  private final List<Expectation> expectations;

  private Scenario(
      Definition definition,
      String name,
      @Nullable Object input,
      List<SagaCommand> acts,
      Answers answers,
      Duration until,
      List<Expectation> expectations) {
    this.definition = definition;
    this.name = name;
    this.input = Json.copy(input);
    this.acts = List.copyOf(acts);
    this.answers = answers;
    this.until = until;
    this.expectations = List.copyOf(expectations);
  }

  /** Whoever is asked says that it is final, at once; nothing is expected yet. */
  public static Scenario of(Definition definition) {
    return new Scenario(
        definition,
        definition.ref().toString(),
        Map.of(),
        List.of(),
        Answers.FINAL,
        Bounds.DEFAULT.time(),
        List.of());
  }

  public Scenario named(String other) {
    return new Scenario(definition, other, input, acts, answers, until, expectations);
  }

  public String name() {
    return name;
  }

  Definition definition() {
    return definition;
  }

  List<Expectation> expectations() {
    return expectations;
  }

  /** What the saga is started with, JSON-shaped. */
  public Scenario input(@Nullable Object value) {
    return new Scenario(definition, name, value, acts, answers, until, expectations);
  }

  /** What an effect's participant says, in turn; the last is said again as often as it is asked. */
  public Scenario says(String effect, Said... inTurn) {
    Map<String, List<Said>> named = new LinkedHashMap<>(answers.named());
    named.put(new EffectName(effect).inAnswers(), List.of(inTurn));
    return answering(new Answers(answers.otherwise(), named, answers.questions()));
  }

  /** What all the others say. */
  public Scenario otherwise(Said... inTurn) {
    return answering(new Answers(List.of(inTurn), answers.named(), answers.questions()));
  }

  /** How an operator answers what nothing else answers, the oldest question first. */
  public Scenario answers(Answers.Settled... inTurn) {
    return answering(new Answers(answers.otherwise(), answers.named(), List.of(inTurn)));
  }

  private Scenario answering(Answers other) {
    return new Scenario(definition, name, input, acts, other, until, expectations);
  }

  /** An operator cancels, so long after the start. */
  public Scenario cancel(Duration after, String reason) {
    return act(after, at -> new SagaCommand.Cancel(at, WHO, reason));
  }

  /** An operator pauses it, so long after the start. */
  public Scenario pause(Duration after, String reason) {
    return act(after, at -> new SagaCommand.Pause(at, WHO, reason));
  }

  /** An operator lets it go on, so long after the start. */
  public Scenario resume(Duration after, String reason) {
    return act(after, at -> new SagaCommand.Resume(at, WHO, reason));
  }

  /** An operator leaves a step out, so long after the start. */
  public Scenario skip(Duration after, String step, String reason) {
    return act(after, at -> new SagaCommand.Skip(at, step, WHO, reason));
  }

  private Scenario act(Duration after, Function<Instant, SagaCommand> act) {
    List<SagaCommand> more = new ArrayList<>(acts);
    more.add(act.apply(START.plus(after)));
    more.sort(Comparator.comparing(SagaCommand::at));
    return new Scenario(definition, name, input, more, answers, until, expectations);
  }

  /** Looks so long after the start; without it, once nothing happens any more. */
  public Scenario until(Duration time) {
    return new Scenario(definition, name, input, acts, answers, time, expectations);
  }

  /** This is expected too. */
  public Scenario expect(Expectation... more) {
    List<Expectation> all = new ArrayList<>(expectations);
    all.addAll(List.of(more));
    return new Scenario(definition, name, input, acts, answers, until, all);
  }

  /** Runs it, by the functions that decide for real. */
  public ScenarioRun run() {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Add(new SagaCommand.Start(START, WHO, input, Map.of())));
    acts.forEach(act -> changes.add(new Change.Add(act)));
    Outcome outcome =
        new WhatIf(
                definition,
                Saga.NOT_STARTED,
                List.of(),
                0,
                START,
                changes,
                WhatIf.Then.ANSWERS,
                answers,
                new Bounds(Bounds.DEFAULT.events(), until))
            .play();
    return ScenarioRun.of(this, outcome);
  }
}
