package io.meanwhile.core.dsl;

import io.meanwhile.core.model.DivergenceKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an effect is asked for: what a step and its compensation have in common.
 *
 * @param <R> what the step's action brings
 */
public abstract sealed class EffectBuilder<R, B extends EffectBuilder<R, B>>
    permits StepBuilder, UndoBuilder {
  private final Map<String, @Nullable Object> said = new LinkedHashMap<>();

  abstract B self();

  final B say(String key, @Nullable Object value) {
    said.put(key, value);
    return self();
  }

  final B put(String key, String inner, Object value) {
    Map<String, Object> more = new LinkedHashMap<>();
    if (said.get(key) instanceof Map<?, ?> before) {
      before.forEach((name, old) -> more.put(String.valueOf(name), old));
    }
    more.put(inner, value);
    return say(key, more);
  }

  final Map<String, @Nullable Object> document() {
    return new LinkedHashMap<>(said);
  }

  /** Who is asked for what: participant/operation. */
  public B call(String target) {
    return say("call", target);
  }

  /** A field of what the participant gets. */
  public B with(String field, Expr<?> value) {
    return put("with", field, value);
  }

  /**
   * A field of what the participant gets: a number, a truth value, or a structure of expressions.
   */
  public B with(String field, Object value) {
    return put("with", field, value);
  }

  /** One attempt waits so long for any answer. */
  public B answer(Duration time) {
    return say("answer", Durations.text(time));
  }

  /** Each wait for a higher rung takes at most so long. */
  public B deadline(Duration time) {
    return say("deadline", Durations.text(time));
  }

  public B retry(Retrying retry) {
    return say("retry", retry.document());
  }

  public B confirm(Confirming confirm) {
    return say("confirm", confirm.document());
  }

  /** What its result must satisfy. */
  public B expect(Expr<Boolean> condition) {
    return say("expect", condition);
  }

  /** What its result must look like: an object with the components of this record. */
  public B returns(Class<? extends Record> shape) {
    return say("returns", RecordSchema.of(shape));
  }

  /** What its result must look like: a JSON Schema 2020-12. */
  public B returns(Map<String, ?> schema) {
    return say("returns", schema);
  }

  /** Asks for the present state and changes nothing: participant/operation. */
  public B probe(String target) {
    return say("probe", target);
  }

  /** The participant does it no more so long after it was asked for; needs a probe. */
  public B validFor(Duration time) {
    return say("validFor", Durations.text(time));
  }

  /** So long the participant knows a key again; past it the key is not sent again. */
  public B remembers(Duration time) {
    return say("remembers", Durations.text(time));
  }

  /** So long may it take to come back when it was undone outside. */
  public B grace(Duration time) {
    return say("grace", Durations.text(time));
  }

  /** What is done in place of the default, in this order. */
  public B on(DivergenceKind kind, React... inOrder) {
    return put("onDivergence", word(kind), Stream.of(inOrder).map(React::document).toList());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
