package io.meanwhile.app.log;

import java.util.Objects;

/**
 * Where an event came from; stored with it and part of what is hashed.
 *
 * @param correlation names the business exchange that the event belongs to
 * @param causation names the message that caused it
 * @param who on whose behalf, as authenticated
 */
public record Metadata(String correlation, String causation, String who) {
  public Metadata {
    Objects.requireNonNull(correlation);
    Objects.requireNonNull(causation);
    Objects.requireNonNull(who);
  }
}
