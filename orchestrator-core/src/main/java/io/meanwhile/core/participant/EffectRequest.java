package io.meanwhile.core.participant;

import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one effect, or a probe of it.
 *
 * @param key the effect's key, the same for every attempt; a probe carries the key of the effect
 *     that it asks about
 * @param saga the saga's id
 * @param operation what to do: the part after the slash in {@code call: participant/operation}
 * @param direction whether the effect is an action or a compensation
 * @param probe true when this only asks for the present state and must change nothing
 * @param attempt 1 for the first send
 * @param input the JSON-shaped input (see {@link io.meanwhile.core.json.Json})
 * @param action for a compensation: the action it undoes; null otherwise
 * @param reporter where later observations go
 * @param validUntil after this the participant must not do it any more, by its own clock; null for
 *     no limit. It applies only where a definition says {@code validFor}
 */
public record EffectRequest(
    String key,
    String saga,
    String operation,
    Direction direction,
    boolean probe,
    int attempt,
    @Nullable Object input,
    @Nullable OriginalAction action,
    Reporter reporter,
    @Nullable Instant validUntil) {

  /** Without a limit of validity. */
  public EffectRequest(
      String key,
      String saga,
      String operation,
      Direction direction,
      boolean probe,
      int attempt,
      @Nullable Object input,
      @Nullable OriginalAction action,
      Reporter reporter) {
    this(key, saga, operation, direction, probe, attempt, input, action, reporter, null);
  }

  public EffectRequest {
    Objects.requireNonNull(key);
    Objects.requireNonNull(operation);
  }

  /**
   * The effect that is asked for, or about.
   *
   * @throws IllegalArgumentException when the key does not fit the saga and the direction
   */
  public EffectKey effect() {
    String prefix = saga + "/";
    if (key.startsWith(prefix)) {
      EffectKey effect = EffectKey.parse(key.substring(prefix.length()));
      if (effect.direction() == direction) {
        return effect;
      }
    }
    throw new IllegalArgumentException("the key does not fit the saga and the direction");
  }

  /** The same request with another input. */
  public EffectRequest with(@Nullable Object other) {
    return new EffectRequest(
        key, saga, operation, direction, probe, attempt, other, action, reporter, validUntil);
  }

  /** Without its data: the input may hold secrets, and texts like this one end in logs. */
  @Override
  public String toString() {
    return (probe ? "probe " : "attempt ") + attempt + " of " + key + ": " + operation;
  }

  /**
   * The action that a compensation undoes.
   *
   * @param key the action's key
   * @param input what it was asked
   * @param result what it answered; null when nothing is known
   */
  public record OriginalAction(String key, @Nullable Object input, @Nullable Object result) {}
}
