package io.meanwhile.app.log;

import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/** Tags what the log appends without looking at annotations. */
final class SagaTagResolver implements TagResolver {
  @Override
  public Set<Tag> resolve(EventMessage event) {
    return switch (event.payload()) {
      case Frame frame -> EventMessages.tags(frame.saga());
      case StoredEvent stored -> EventMessages.tags(stored.saga());
      case null, default -> Set.of();
    };
  }
}
