package io.meanwhile.core.model;

import java.util.Comparator;
import java.util.Objects;

/**
 * Names one effect within its saga; with the saga's id it is the idempotency key that participants
 * see.
 *
 * @param place the step's name; branches and iterations follow it, separated by dots
 * @param direction action or compensation
 * @param generation 1 for the first; a redo is a new generation
 * @param undoes for a compensation the generation of the action it undoes; 0 for an action
 */
public record EffectKey(String place, Direction direction, int generation, int undoes)
    implements Comparable<EffectKey> {

  private static final Comparator<EffectKey> ORDER =
      Comparator.comparing(EffectKey::place)
          .thenComparing(EffectKey::direction)
          .thenComparingInt(EffectKey::undoes)
          .thenComparingInt(EffectKey::generation);

  public EffectKey {
    Objects.requireNonNull(place);
    boolean numbers = generation >= 1 && undoes >= 0;
    boolean undoing = direction == Direction.COMPENSATION == (undoes > 0);
    if (!numbers || !undoing || place.isEmpty() || place.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not an effect key: " + place + "/" + generation);
    }
  }

  public static EffectKey action(String place, int generation) {
    return new EffectKey(place, Direction.ACTION, generation, 0);
  }

  public static EffectKey compensation(EffectKey action, int generation) {
    return new EffectKey(action.place, Direction.COMPENSATION, generation, action.generation);
  }

  /** The step this effect belongs to. */
  public String step() {
    int dot = place.indexOf('.');
    return dot < 0 ? place : place.substring(0, dot);
  }

  public boolean isAction() {
    return direction == Direction.ACTION;
  }

  /** The action that this compensation undoes. */
  public EffectKey undone() {
    return action(place, undoes);
  }

  /** {@code lock/action/1} or, for a compensation, {@code lock/compensation/1/1} (undone, own). */
  @Override
  public String toString() {
    return isAction()
        ? place + "/action/" + generation
        : place + "/compensation/" + undoes + "/" + generation;
  }

  /** The key that travels as {@code Idempotency-Key}: the saga's id, a slash, this key. */
  public String in(String saga) {
    return saga + "/" + this;
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when the text is not an effect key
   */
  public static EffectKey parse(String text) {
    String[] part = text.split("/", -1);
    if (part.length == 3 && part[1].equals("action")) {
      return action(part[0], number(text, part[2]));
    }
    if (part.length == 4 && part[1].equals("compensation")) {
      return new EffectKey(
          part[0], Direction.COMPENSATION, number(text, part[3]), number(text, part[2]));
    }
    throw new IllegalArgumentException("not an effect key: " + text);
  }

  /**
   * Reads what {@link #toString()} or, for this saga, {@link #in(String)} wrote. A saga may be
   * called like one of its steps, so the saga's id is looked for only where the text is no key.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static EffectKey parse(String saga, String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException notByItself) {
      if (text.startsWith(saga + "/")) {
        return parse(text.substring(saga.length() + 1));
      }
      throw notByItself;
    }
  }

  private static int number(String whole, String digits) {
    boolean number = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (digits.isEmpty() || digits.length() > 9 || digits.startsWith("0") || !number) {
      throw new IllegalArgumentException("not an effect key: " + whole);
    }
    return Integer.parseInt(digits);
  }

  /** By place, actions first, then by what is undone and by generation. */
  @Override
  public int compareTo(EffectKey other) {
    return ORDER.compare(this, other);
  }
}
