package io.meanwhile.core.dsl;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a definition in Java. Whatever can be said in YAML can be said here, under the same names.
 *
 * <pre>{@code
 * SagaBuilder saga = SagaBuilder.saga("transfer", 1);
 * Expr<Transfer> input = saga.input(Transfer.class);
 * StepRef<Lock> lock =
 *     saga.step("lock", Lock.class, step ->
 *         step.call("source/lock")
 *             .with("amount", input.get(Transfer::amount))
 *             .undo(undo -> undo.call("source/unlock").with("lock", Lock::id)));
 * DefinitionDocument document = saga.document();
 * }</pre>
 */
public final class SagaBuilder {
  private final Map<String, @Nullable Object> said = new LinkedHashMap<>();
  private final GroupBuilder steps = new GroupBuilder();

  private SagaBuilder() {}

  /**
   * Begins a definition.
   *
   * @param name lower-case letters, digits and hyphens
   * @param version 1 or more; the content under a version never changes
   */
  public static SagaBuilder saga(String name, int version) {
    return new SagaBuilder().say("saga", name).say("version", version);
  }

  private SagaBuilder say(String key, @Nullable Object value) {
    said.put(key, value);
    return this;
  }

  private SagaBuilder put(String key, String inner, Object value) {
    Map<String, Object> more = new LinkedHashMap<>();
    if (said.get(key) instanceof Map<?, ?> before) {
      before.forEach((name, old) -> more.put(String.valueOf(name), old));
    }
    more.put(inner, value);
    return say(key, more);
  }

  /** One line for people. */
  public SagaBuilder title(String title) {
    return say("title", title);
  }

  /** What a saga is started with: a record, whose JSON Schema it is checked by. */
  public <I> Expr<I> input(Class<I> type) {
    return input(type, RecordSchema.of(type));
  }

  /** What a saga is started with: a record, and the JSON Schema that it is checked by. */
  public <I> Expr<I> input(Class<I> type, Map<String, ?> schema) {
    RecordSchema.of(type);
    say("input", schema);
    return new Expr<>("input");
  }

  /** A value by which sagas are found. */
  public SagaBuilder attribute(String name, Expr<?> value) {
    return put("attributes", name, value);
  }

  /** How long it may go forward. */
  public SagaBuilder deadline(Duration time) {
    return say("deadline", Durations.text(time));
  }

  /** What holds for every step and every undo that says nothing else. */
  public SagaBuilder defaultAnswer(Duration time) {
    return put("defaults", "answer", Durations.text(time));
  }

  public SagaBuilder defaultDeadline(Duration time) {
    return put("defaults", "deadline", Durations.text(time));
  }

  public SagaBuilder defaultRetry(Retrying retry) {
    return put("defaults", "retry", retry.document());
  }

  /**
   * A step whose action brings a record. Steps follow each other in the order in which they are
   * written down, unless they say {@code after}.
   *
   * @throws IllegalArgumentException for a name that another step has
   */
  public <R> StepRef<R> step(String name, Class<R> result, UnaryOperator<StepBuilder<R>> what) {
    return steps.step(name, result, what);
  }

  /** A step whose result nobody reads. */
  public StepRef<Void> step(String name, UnaryOperator<StepBuilder<Void>> what) {
    return step(name, Void.class, what);
  }

  /** Complete once all steps are so sure. */
  public SagaBuilder completeAll(Level level) {
    return complete("all", level);
  }

  /** Complete once any step is so sure. */
  public SagaBuilder completeAny(Level level) {
    return complete("any", level);
  }

  /** Complete once so many of these are so sure. */
  public SagaBuilder completeAtLeast(int count, Level level, StepRef<?>... of) {
    List<String> names = Stream.of(of).map(StepRef::name).toList();
    return complete(Map.of("atLeast", count, "of", names), level);
  }

  /** Complete once this holds for what is so sure. */
  public SagaBuilder completeWhen(Expr<Boolean> condition, Level level) {
    return complete(condition, level);
  }

  private SagaBuilder complete(Object when, Level level) {
    return put("complete", "when", when).put("complete", "level", EffectBuilder.word(level));
  }

  /** A field of what the saga brings. */
  public SagaBuilder result(String field, Expr<?> value) {
    return put("result", field, value);
  }

  /** What is done about what concerns the saga as a whole: overdue and unmet. */
  public SagaBuilder on(DivergenceKind kind, React... inOrder) {
    List<Object> list = Stream.of(inOrder).map(React::document).toList();
    return put("onDivergence", EffectBuilder.word(kind), list);
  }

  /** When sagas of it are started by themselves. */
  public SagaBuilder schedule(Scheduling schedule) {
    return say("schedule", schedule.document());
  }

  /** What was said so far, as a document. */
  public DefinitionDocument document() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(said);
    all.put("steps", steps.document());
    return new DefinitionDocument(all);
  }
}
