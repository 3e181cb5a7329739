package io.meanwhile.app.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.Tag;

/** Sourcing one saga: its events, then the marker that Axon wants at the end. */
final class SagaSourcing {
  private static final int PAGE = 500;

  private final SagaLog log;
  private final EventMessages messages;

  SagaSourcing(SagaLog log, EventMessages messages) {
    this.log = log;
    this.messages = messages;
  }

  MessageStream<EventMessage> source(SourcingCondition condition) {
    Set<String> sagas = new TreeSet<>();
    for (EventCriterion criterion : condition.criteria().flatten()) {
      Optional<String> saga = saga(criterion);
      if (saga.isEmpty()) {
        return refused();
      }
      sagas.add(saga.get());
    }
    if (sagas.isEmpty()) {
      return refused();
    }
    long head = log.head();
    Stream<EventMessage> events =
        sagas.stream()
            .flatMap(saga -> log.find(saga).stream())
            .flatMap(identity -> events(identity.sagaKey()))
            .filter(event -> event.position() <= head && begins(condition, event))
            .filter(event -> meets(condition, event))
            .map(messages::of);
    ConsistencyMarker marker = new GlobalIndexConsistencyMarker(head);
    Context end = ConsistencyMarker.addToContext(Context.empty(), marker);
    return MessageStream.fromStream(
        Stream.concat(events, Stream.of(TerminalEventMessage.INSTANCE)),
        message -> message instanceof TerminalEventMessage ? end : Context.empty());
  }

  private static MessageStream<EventMessage> refused() {
    return MessageStream.failed(
        new UnsupportedOperationException(
            "events are sourced by the tag " + EventMessages.SAGA_TAG + " alone"));
  }

  private static Optional<String> saga(EventCriterion criterion) {
    return criterion.tags().size() != 1
        ? Optional.empty()
        : criterion.tags().stream()
            .filter(tag -> tag.key().equals(EventMessages.SAGA_TAG))
            .map(Tag::value)
            .findFirst();
  }

  private static boolean begins(SourcingCondition condition, StoredEvent event) {
    Position start = condition.start();
    return start.equals(Position.START) || event.position() > GlobalIndexPosition.toIndex(start);
  }

  private boolean meets(SourcingCondition condition, StoredEvent event) {
    return condition.matches(
        messages.type(event).qualifiedName(), EventMessages.tags(event.saga()));
  }

  private Stream<StoredEvent> events(long sagaKey) {
    return Stream.iterate(
            log.events(sagaKey, 0, PAGE),
            page -> !page.isEmpty(),
            page -> log.events(sagaKey, page.getLast().sequence() + 1, PAGE))
        .flatMap(List::stream);
  }
}
