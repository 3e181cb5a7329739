package io.meanwhile.core.dsl;

import io.meanwhile.core.model.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Says what a step does.
 *
 * @param <R> what its action brings
 */
public final class StepBuilder<R> extends EffectBuilder<R, StepBuilder<R>> {
  private final Map<String, String> before = new LinkedHashMap<>();

  StepBuilder() {}

  @Override
  StepBuilder<R> self() {
    return this;
  }

  /** What its action brings, within {@link #expect}. */
  public Expr<R> result() {
    return new Expr<>("result");
  }

  /** A component of what its action brings, within {@link #expect}. */
  public <T> Expr<T> result(Field<R, T> field) {
    return result().get(field);
  }

  /** It begins at once. Without any {@code after} it waits for the step before it. */
  public StepBuilder<R> atFirst() {
    return say("after", List.of());
  }

  /** It waits until all of these are final. */
  public StepBuilder<R> after(StepRef<?>... steps) {
    for (StepRef<?> step : steps) {
      after(step, Level.FINAL);
    }
    return self();
  }

  /** It waits until this one is so sure. */
  public StepBuilder<R> after(StepRef<?> step, Level level) {
    before.put(step.name(), word(level));
    boolean usual = before.values().stream().allMatch(word(Level.FINAL)::equals);
    return say("after", usual ? List.copyOf(before.keySet()) : new LinkedHashMap<>(before));
  }

  /** In place of a call: final when so much time has passed. */
  public StepBuilder<R> sleep(Duration time) {
    return say("sleep", Durations.text(time));
  }

  /** In place of a call: final after a duration, or at a moment, that an expression gives. */
  public StepBuilder<R> sleep(Expr<?> time) {
    return say("sleep", time);
  }

  /** In place of a call: final when a message of that name comes; its data is the result. */
  public StepBuilder<R> await(String message) {
    return say("await", message);
  }

  /** Which message: one side reads only {@code message}, the other does not read it. */
  public StepBuilder<R> match(Expr<Boolean> equality) {
    return say("match", equality);
  }

  /** In place of a call: final when a person has decided. */
  public StepBuilder<R> decide(Deciding decision) {
    return say("decide", decision.document());
  }

  /** In place of a call: starts another saga, of the newest version, and follows it. */
  public StepBuilder<R> saga(String definition) {
    return say("saga", definition);
  }

  /** In place of a call: starts another saga and follows it. */
  public StepBuilder<R> saga(String definition, int version) {
    return saga(definition).say("version", version);
  }

  /**
   * Once for each item of a list, which is {@code item} within it, and {@code index} its number.
   */
  public StepBuilder<R> each(Expr<?> list) {
    return say("each", list);
  }

  /** So many of them in flight at once. */
  public StepBuilder<R> parallel(int most) {
    return say("parallel", most);
  }

  /** How many of its members must stand. */
  public StepBuilder<R> join(Joining join) {
    return say("join", join.document());
  }

  /** Members that are not needed any more may finish. */
  public StepBuilder<R> keepLosers() {
    return say("losers", "keep");
  }

  /** Members that are not needed any more are given up, and undone. */
  public StepBuilder<R> dropLosers() {
    return say("losers", "drop");
  }

  /** The call again and again. */
  public StepBuilder<R> repeat(Repeating how) {
    return say("repeat", how.document());
  }

  /** Its answer proposes further steps. */
  public StepBuilder<R> proposes(Proposing what) {
    return say("proposes", what.document());
  }

  /** In place of a call: a group of steps. */
  public StepBuilder<R> steps(Consumer<GroupBuilder> members) {
    GroupBuilder group = new GroupBuilder();
    members.accept(group);
    return say("steps", group.document());
  }

  /** Its guard: false when it could begin, it is skipped. */
  public StepBuilder<R> when(Expr<Boolean> guard) {
    return say("when", guard);
  }

  /** The point of no return. */
  public StepBuilder<R> pivot() {
    return say("pivot", true);
  }

  /** It succeeds in the end when it is asked for often enough. */
  public StepBuilder<R> retriable() {
    return say("retriable", true);
  }

  /** It cannot be undone: given up, it is listed as a loss. */
  public StepBuilder<R> irreversible() {
    return say("irreversible", true);
  }

  /** How it is undone. */
  public StepBuilder<R> undo(UnaryOperator<UndoBuilder<R>> how) {
    return say("undo", how.apply(new UndoBuilder<>()).document());
  }
}
