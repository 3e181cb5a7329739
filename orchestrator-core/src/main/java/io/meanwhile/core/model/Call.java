package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one effect is asked for: an action or a compensation.
 *
 * @param to participant and operation
 * @param with its input; null gives a step's whole input, and a compensation its action's input
 * @param answer one attempt waits this long for any answer; above 0, to ten years
 * @param deadline each wait for a higher rung takes this long, above 0, to ten years; then the
 *     effect is unknown
 * @param retry how often and when the same key is sent again
 * @param confirm when it counts as final
 * @param expect what a result must satisfy; null for anything
 * @param probe asks for the present state without changing it; null when there is no such operation
 * @param grace how long a reverted effect may take to come back; 0 to ten years
 * @param validFor the participant guarantees that what it has not done so long after it was asked
 *     for never happens; above 0, to ten years; null for no such limit
 * @param remembers how long after it was asked for the participant knows the key again, and does
 *     the same thing once; above 0, to ten years; null for ever
 * @param returns what a result must look like; null for anything
 * @param onDivergence by kind, what is done in place of the default; a list is followed in order
 */
public record Call(
    Target to,
    @Nullable Template with,
    Duration answer,
    Duration deadline,
    Retry retry,
    Finality confirm,
    @Nullable Expression expect,
    @Nullable Target probe,
    Duration grace,
    @Nullable Duration validFor,
    @Nullable Duration remembers,
    @Nullable ResultShape returns,
    Map<DivergenceKind, List<Measure>> onDivergence) {

  public Call {
    onDivergence = Measure.byKind(onDivergence);
    boolean inRange =
        isPositive(answer)
            && isPositive(deadline)
            && (grace.isZero() || isPositive(grace))
            && (validFor == null || isPositive(validFor))
            && (remembers == null || isPositive(remembers));
    if (!inRange) {
      throw new IllegalArgumentException("a wait below zero or above ten years");
    }
  }

  /** Whose key is remembered for ever, and whose result may look like anything. */
  public Call(
      Target to,
      @Nullable Template with,
      Duration answer,
      Duration deadline,
      Retry retry,
      Finality confirm,
      @Nullable Expression expect,
      @Nullable Target probe,
      Duration grace,
      @Nullable Duration validFor,
      Map<DivergenceKind, List<Measure>> onDivergence) {
    this(
        to,
        with,
        answer,
        deadline,
        retry,
        confirm,
        expect,
        probe,
        grace,
        validFor,
        null,
        null,
        onDivergence);
  }

  /** Without a limit of validity. */
  public Call(
      Target to,
      @Nullable Template with,
      Duration answer,
      Duration deadline,
      Retry retry,
      Finality confirm,
      @Nullable Expression expect,
      @Nullable Target probe,
      Duration grace,
      Map<DivergenceKind, List<Measure>> onDivergence) {
    this(to, with, answer, deadline, retry, confirm, expect, probe, grace, null, onDivergence);
  }

  /** With the default reactions. */
  public Call(
      Target to,
      @Nullable Template with,
      Duration answer,
      Duration deadline,
      Retry retry,
      Finality confirm,
      @Nullable Expression expect,
      @Nullable Target probe,
      Duration grace) {
    this(to, with, answer, deadline, retry, confirm, expect, probe, grace, Map.of());
  }

  /** True when there is a result that is unexpected. */
  public boolean expects() {
    return expect != null || returns != null;
  }

  /** The same whose result must satisfy this. */
  public Call expecting(@Nullable Expression other) {
    return with(with, other, validFor, remembers, returns, onDivergence);
  }

  /** The same with another input. */
  public Call asking(@Nullable Template other) {
    return with(other, expect, validFor, remembers, returns, onDivergence);
  }

  /** The same with other reactions. */
  public Call reacting(Map<DivergenceKind, List<Measure>> lists) {
    return with(with, expect, validFor, remembers, returns, lists);
  }

  /** The same with a limit of validity; null for none. */
  public Call valid(@Nullable Duration limit) {
    return with(with, expect, limit, remembers, returns, onDivergence);
  }

  /** The same whose result must look like this; null for anything. */
  public Call returning(@Nullable ResultShape shape) {
    return with(with, expect, validFor, remembers, shape, onDivergence);
  }

  /** The same whose key is remembered so long; null for ever. */
  public Call remembered(@Nullable Duration time) {
    return with(with, expect, validFor, time, returns, onDivergence);
  }

  private Call with(
      @Nullable Template input,
      @Nullable Expression expected,
      @Nullable Duration limit,
      @Nullable Duration memory,
      @Nullable ResultShape shape,
      Map<DivergenceKind, List<Measure>> lists) {
    return new Call(
        to, input, answer, deadline, retry, confirm, expected, probe, grace, limit, memory, shape,
        lists);
  }

  /**
   * The same for something that succeeds in the end when it is asked for often enough: what is
   * refused is done anew, what is silent is sent again. Reactions that it has already stay.
   */
  public Call retriable() {
    Map<DivergenceKind, List<Measure>> lists = new EnumMap<>(DivergenceKind.class);
    Measure retry = Measure.times(Reaction.RETRY, Measure.MOST);
    Measure look = Measure.times(Reaction.PROBE, Math.min(this.retry.attempts(), Measure.MOST));
    lists.put(DivergenceKind.REFUSED, List.of(Measure.times(Reaction.REDO, Measure.MOST)));
    lists.put(DivergenceKind.UNAVAILABLE, List.of(retry));
    lists.put(DivergenceKind.UNKNOWN, probe == null ? List.of(retry) : List.of(look, retry));
    lists.putAll(onDivergence);
    return reacting(lists);
  }

  private static boolean isPositive(Duration wait) {
    return wait.isPositive() && wait.compareTo(LONGEST) <= 0;
  }

  /** No wait is longer: ten years. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  public static final Duration DEFAULT_ANSWER = Duration.ofSeconds(30);
  public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(10);
  public static final Duration DEFAULT_GRACE = Duration.ofMinutes(5);
}
