package io.meanwhile.core.scenario;

import io.meanwhile.core.model.EffectKey;

/**
 * How people name effects: {@code lock} is the action of a step, {@code undo lock} its
 * compensation, whichever generation; {@code legs.0} is a member of a group. An effect key means
 * exactly that one.
 */
public record EffectName(String text) {
  private static final String UNDO = "undo ";

  /**
   * The place of the step that it is about: its name or, within groups, the path to it.
   *
   * @throws IllegalArgumentException when it looks like an effect key and is none
   */
  public String place() {
    if (text.indexOf('/') > 0) {
      return EffectKey.parse(text).place();
    }
    return text.startsWith(UNDO) ? text.substring(UNDO.length()) : text;
  }

  boolean means(EffectKey key) {
    if (text.indexOf('/') > 0) {
      return key.toString().equals(text);
    }
    return key.isAction() != text.startsWith(UNDO) && key.place().equals(place());
  }

  /** As answers of a play are named. */
  String inAnswers() {
    return text.startsWith(UNDO) ? place() + "/compensation" : text;
  }

  @Override
  public String toString() {
    return text;
  }
}
