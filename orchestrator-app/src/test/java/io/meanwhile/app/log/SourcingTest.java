package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryStore
class SourcingTest {
  @TempDir Path directory;

  private final Store store;

  SourcingTest(Store store) {
    this.store = store;
  }

  @Test
  void aSagaIsSourcedByItsTagAndTheEndCarriesTheMarker() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(
          List.of(files.frame("a", started("a"), note(1)), files.frame("b", started("b"))));
      files.appender.append(List.of(files.frame("a", note(2))));

      MessageStream<EventMessage> stream = source(files, EventCriteria.havingTags("saga", "a"));
      List<String> ids = new ArrayList<>();
      Optional<MessageStream.Entry<EventMessage>> entry = stream.next();
      while (entry.isPresent() && !(entry.get().message() instanceof TerminalEventMessage)) {
        ids.add(entry.get().message().identifier());
        entry = stream.next();
      }
      assertThat(ids).containsExactly("a/0", "a/1", "a/2");
      assertThat(entry.orElseThrow().getResource(ConsistencyMarker.RESOURCE_KEY))
          .isEqualTo(new GlobalIndexConsistencyMarker(4));
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  void aSagaThatDoesNotExistHasNoEvents() {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      MessageStream<EventMessage> stream = source(files, EventCriteria.havingTags("saga", "none"));
      assertThat(stream.next().orElseThrow().message()).isInstanceOf(TerminalEventMessage.class);
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  void anythingElseThanASagaIsRefused() {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      MessageStream<EventMessage> stream = source(files, EventCriteria.havingAnyTag());
      assertThat(stream.next()).isEmpty();
      assertThat(stream.error()).containsInstanceOf(UnsupportedOperationException.class);
    }
  }

  private static MessageStream<EventMessage> source(LogOnFiles files, EventCriteria criteria) {
    return files
        .axon()
        .getComponent(EventStorageEngine.class)
        .source(SourcingCondition.conditionFor(criteria), null);
  }
}
