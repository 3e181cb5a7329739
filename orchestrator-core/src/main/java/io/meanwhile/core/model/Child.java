package io.meanwhile.core.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A saga that a step of another one started.
 *
 * @param parent the other one's id
 * @param effect the action that started it
 * @param depth 1 for the child of a saga that nobody's step started
 */
public record Child(String parent, EffectKey effect, int depth) {
  /** Attributes of its that begin like this say whose child it is; nobody else may set them. */
  public static final String ATTRIBUTES = "meanwhile.";

  /** Whose child it is. */
  public static final String PARENT = "meanwhile.parent";

  private static final String EFFECT = "meanwhile.effect";
  private static final String DEPTH = "meanwhile.depth";
  private static final int LONGEST = 128;

  /** Sagas deeper than this were started by mistake, such as a definition that starts itself. */
  public static final int DEEPEST = 10;

  /** Its id: the same for the same action, whenever it is asked for. */
  public static String idOf(String parent, EffectKey action) {
    String end = ":" + action.place() + ":" + action.generation();
    int room = LONGEST - end.length();
    if (parent.length() <= room) {
      return parent + end;
    }
    String hash = Fingerprint.of(parent, action.toString());
    String tail = ":" + hash + ":" + action.generation();
    return parent.substring(0, LONGEST - tail.length()) + tail;
  }

  /** What its attributes say; null when nobody's step started it. */
  public static @Nullable Child of(Saga saga) {
    Map<String, @Nullable Object> attributes = saga.attributes();
    if (attributes.get(PARENT) instanceof String parent
        && attributes.get(EFFECT) instanceof String effect
        && attributes.get(DEPTH) instanceof Long depth) {
      return new Child(parent, EffectKey.parse(effect), depth.intValue());
    }
    return null; // most of them
  }

  public Map<String, @Nullable Object> attributes() {
    return Map.of(PARENT, parent, EFFECT, effect.toString(), DEPTH, depth);
  }
}
