package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.ended;
import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.SagaEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.axonframework.messaging.eventhandling.configuration.EventProcessorModule;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Plain Axon event handlers beside the product see single events, in order and without gaps. */
@OnEveryStore
class FollowingTest {
  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path directory;

  private final Store store;

  FollowingTest(Store store) {
    this.store = store;
  }

  @Test
  void aHandlerSeesEveryEventInOrderWhileTheyAreWritten() throws Exception {
    Notes notes = new Notes();
    try (LogOnFiles files = new LogOnFiles(store.at(directory), c -> withProcessor(c, notes))) {
      files.appender.append(List.of(files.frame("a", started("a"), note(0))));
      for (int i = 1; i < 200; i += 2) {
        files.appender.append(List.of(files.frame("a", note(i), note(i + 1))));
      }
      List<String> seen = new ArrayList<>();
      for (int i = 0; i <= 200; i++) {
        seen.add(notes.next());
      }
      assertThat(seen)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(0, 200).mapToObj(i -> "note " + i).toList());
    }
  }

  @Test
  void aHandlerCatchesUpWithWhatWasThereBefore() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      for (int i = 0; i < 600; i++) {
        files.appender.append(
            List.of(
                files.frame("s" + i, started("s" + i), note(i)), files.frame("s" + i, ended())));
      }
    }
    Notes notes = new Notes();
    try (LogOnFiles files = new LogOnFiles(store.at(directory), c -> withProcessor(c, notes))) {
      assertThat(files.log.head()).isEqualTo(1800);
      for (int i = 0; i < 600; i++) {
        assertThat(notes.next()).isEqualTo("note " + i);
      }
    }
  }

  @Test
  void aHandlerGetsThePayloadInTheTypeItAsksFor() throws Exception {
    Shapes shapes = new Shapes();
    try (LogOnFiles files = new LogOnFiles(store.at(directory), c -> withProcessor(c, shapes))) {
      files.appender.append(
          List.of(files.frame("a", started("a"), note(1), LogOnFiles.reopened(), ended())));
      assertThat(shapes.next()).isEqualTo(Map.of("who", "anna", "reason", "note 1"));
      assertThat(shapes.next()).isEqualTo("a late word");
      assertThat(shapes.next()).isEqualTo("{\"losses\":[],\"outcome\":\"completed\"}");
    }
  }

  @Test
  void aMessageSaysWhatItIs() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"), note(1))));
      MessageStream<EventMessage> stream =
          engine(files).stream(
              StreamingCondition.startingFrom(new GlobalSequenceTrackingToken(1)), null);
      MessageStream.Entry<EventMessage> entry = stream.next().orElseThrow();
      EventMessage message = entry.message();
      assertThat(message.identifier()).isEqualTo("a/1");
      assertThat(message.type().name()).isEqualTo("meanwhile.saga.cancel-requested");
      assertThat(message.type().qualifiedName().namespace()).isEqualTo("meanwhile.saga");
      assertThat(message.type().version()).isEqualTo("1");
      assertThat(message.timestamp()).isEqualTo(LogOnFiles.NOON);
      assertThat(message.metadata())
          .containsEntry("correlation", "c-1")
          .containsEntry("causation", "m-1")
          .containsEntry("who", "anna");
      assertThat(message.payload()).isInstanceOf(StoredEvent.class);
      assertThat(TrackingToken.fromContext(entry)).contains(new GlobalSequenceTrackingToken(2));
      assertThat(stream.next()).isEmpty();
      stream.close();
    }
  }

  @Test
  void tokensSayWhereTheLogBeginsEndsAndWasAtATime() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"), note(1))));
      EventStorageEngine engine = engine(files);
      Instant later = LogOnFiles.NOON.plusSeconds(1);
      files.appender.append(
          List.of(files.frame("a", new SagaEvent.WentBackward(later, "so it is"))));
      assertThat(engine.firstToken(null).join()).isEqualTo(new GlobalSequenceTrackingToken(0));
      assertThat(engine.latestToken(null).join()).isEqualTo(new GlobalSequenceTrackingToken(3));
      assertThat(engine.tokenAt(later, null).join()).isEqualTo(new GlobalSequenceTrackingToken(2));
      assertThat(engine.tokenAt(LogOnFiles.NOON, null).join())
          .isEqualTo(new GlobalSequenceTrackingToken(0));
      assertThat(engine.tokenAt(later.plusSeconds(1), null).join())
          .isEqualTo(new GlobalSequenceTrackingToken(3));
    }
  }

  private static EventStorageEngine engine(LogOnFiles files) {
    return files.axon().getComponent(EventStorageEngine.class);
  }

  private static EventSourcingConfigurer withProcessor(
      EventSourcingConfigurer configurer, Object handler) {
    configurer.componentRegistry(
        r -> r.registerComponent(TokenStore.class, _ -> new InMemoryTokenStore()));
    configurer.messaging(m ->
        m.eventProcessing(e ->
            e.pooledStreaming(p ->
                p.processor(
                    EventProcessorModule.pooledStreaming("beside")
                        .eventHandlingComponents(h -> h.autodetected(_ -> handler))
                        .customized((_, s) -> s.initialSegmentCount(1))))));
    return configurer;
  }

  /** What a handler saw. */
  static class Seen {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    void add(Object value) {
      seen.add(value);
    }

    Object value() throws InterruptedException {
      Object value = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(value).as("an event within " + PATIENCE_SECONDS + " s").isNotNull();
      return java.util.Objects.requireNonNull(value);
    }
  }

  static final class Notes {
    private final Seen seen = new Seen();

    @EventHandler(eventName = "meanwhile.saga.cancel-requested")
    void on(SagaEvent.CancelRequested event) {
      seen.add(event.reason());
    }

    String next() throws InterruptedException {
      return (String) seen.value();
    }
  }

  static final class Shapes {
    private final Seen seen = new Seen();

    @EventHandler(eventName = "meanwhile.saga.cancel-requested")
    void on(Map<String, Object> event) {
      seen.add(event);
    }

    @EventHandler(eventName = "meanwhile.saga.saga-reopened")
    void on(JsonNode event) {
      seen.add(event.get("why").asString());
    }

    @EventHandler(eventName = "meanwhile.saga.saga-ended")
    void on(byte[] event) {
      seen.add(new String(event, StandardCharsets.UTF_8));
    }

    Object next() throws InterruptedException {
      return seen.value();
    }
  }
}
