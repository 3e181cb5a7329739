package io.meanwhile.core.checker;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far the checker looks.
 *
 * @param maxStates how many different states, 1 to 50 million; then it stops and says so
 * @param faults how often, on one path, a participant or an observer breaks its contract, 0 to 3:
 *     takes back what was final, does what it refused, contradicts itself, rejects the request
 * @param accepted findings that are meant to be so, written {@code code:step}
 */
public record Bounds(int maxStates, int faults, Set<String> accepted) {
  /** More attempts, and more compensations or redos of one action, are not looked at. */
  public static final int ATTEMPTS = 2;

  /** A step that wants more confirmations is taken to want this many. */
  public static final int DEPTH = 2;

  /** What may be meant to be so; laws and goals may not. */
  private static final Set<String> ACCEPTABLE =
      new TreeSet<>(
          Set.of(
              "irreversible-lost",
              "left-standing",
              "never-begins",
              "refused-after-pivot",
              "undo-without-result"));

  /** Keys are remembered so much longer than an answer takes, until they are forgotten. */
  static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final int MOST_STATES = 50_000_000;
  private static final int MOST_FAULTS = 3;

  /** 200,000 states, one broken contract. */
  public static final Bounds DEFAULT = new Bounds(200_000, 1, Set.of());

  public Bounds {
    boolean inRange = maxStates >= 1 && maxStates <= MOST_STATES && faults >= 0;
    if (!inRange || faults > MOST_FAULTS) {
      throw new IllegalArgumentException("bounds out of range");
    }
    accepted = Set.copyOf(accepted);
  }

  public Bounds withMaxStates(int states) {
    return new Bounds(states, faults, accepted);
  }

  public Bounds withFaults(int count) {
    return new Bounds(maxStates, count, accepted);
  }

  /**
   * With one finding accepted, for instance {@code "left-standing", "quote"}.
   *
   * @throws IllegalArgumentException when no finding that may be accepted has this code
   */
  public Bounds accepting(String code, String step) {
    if (!ACCEPTABLE.contains(code)) {
      throw new IllegalArgumentException(
          code + " is no finding that can be accepted; there are: " + ACCEPTABLE);
    }
    Set<String> more = new TreeSet<>(accepted);
    more.add(code + ":" + step);
    return new Bounds(maxStates, faults, more);
  }

  boolean accepts(String code, String step) {
    return accepted.contains(code + ":" + step);
  }
}
