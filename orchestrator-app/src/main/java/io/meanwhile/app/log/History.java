package io.meanwhile.app.log;

import java.util.List;

/**
 * A saga's events from its birth on.
 *
 * @param events in order; at least one
 */
public record History(Identity saga, List<StoredEvent> events) {
  public History {
    events = List.copyOf(events);
  }
}
