package io.meanwhile.app.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and in which context; becomes the metadata of every event that follows.
 *
 * @param who the name on the record, for example {@code anonymous@loopback}
 * @param correlation what this belongs to; null: the saga itself
 * @param causation the message that caused it; null: the command message itself
 */
public record Caller(String who, @Nullable String correlation, @Nullable String causation) {
  public Caller {
    Objects.requireNonNull(who);
  }

  /** A caller with no context of its own. */
  public static Caller named(String who) {
    return new Caller(who, null, null);
  }
}
