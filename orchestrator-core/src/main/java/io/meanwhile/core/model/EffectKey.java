package io.meanwhile.core.model;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  private static final String OF_ACTION = "/action/";
  private static final String OF_COMPENSATION = "/compensation/";

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

  /** True within a group: a branch, a round, or a step of it. */
  public boolean isMember() {
    return place.indexOf('.') >= 0;
  }

  /** The last part of the place: what a member is called within its group. */
  public String segment() {
    return place.substring(place.lastIndexOf('.') + 1);
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
    int slash = text.indexOf('/');
    int last = text.lastIndexOf('/');
    if (slash >= 0 && text.startsWith(OF_ACTION, slash)) {
      int digits = slash + OF_ACTION.length();
      return action(text.substring(0, slash), number(text, digits, text.length()));
    }
    if (slash >= 0 && text.startsWith(OF_COMPENSATION, slash)) {
      int digits = slash + OF_COMPENSATION.length();
      return new EffectKey(
          text.substring(0, slash),
          Direction.COMPENSATION,
          number(text, last + 1, text.length()),
          number(text, digits, last));
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

  /** The digits in [from, to): 1 to 9 of them, the first one no zero. */
  private static int number(String text, int from, int to) {
    int number = 0;
    boolean digits = from < to && to - from <= 9 && text.charAt(from) != '0';
    for (int i = from; digits && i < to; i++) {
      int digit = text.charAt(i) - '0';
      digits = digit >= 0 && digit <= 9;
      number = 10 * number + digit;
    }
    if (!digits) {
      throw new IllegalArgumentException("not an effect key: " + text);
    }
    return number;
  }

  /** Written out, since it is asked for several times an event and a record's own is slower. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof EffectKey key
            && generation == key.generation
            && undoes == key.undoes
            && direction == key.direction
            && place.equals(key.place));
  }

  /** The same on every machine, unlike a hash of the direction's own. */
  @Override
  public int hashCode() {
    return (place.hashCode() * 31 + undoes) * 31 + generation;
  }

  /** By place, actions first, then by what is undone and by generation. */
  @Override
  public int compareTo(EffectKey other) {
    return ORDER.compare(this, other);
  }
}
