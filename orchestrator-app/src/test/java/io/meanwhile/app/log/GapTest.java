package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.SagaEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows are gone from the midst of the log: readers neither wait for them nor miss what follows. */
@OnEveryStore
class GapTest {
  private static final int GAP = 10_000;

  @TempDir Path directory;

  private final Store store;

  GapTest(Store store) {
    this.store = store;
  }

  @Test
  void whatLiesBehindAGapIsReadAndVerificationTellsOfTheGap() throws Exception {
    Database database = store.at(directory);
    withGap(database);
    try (LogOnFiles files = new LogOnFiles(database)) {
      assertThat(files.log.after(0, 9))
          .extracting(StoredEvent::position)
          .containsExactly(1L, 2L, GAP + 3L, GAP + 4L);
      assertThat(files.log.after(GAP / 2, 1))
          .extracting(StoredEvent::position)
          .containsExactly(GAP + 3L);
      assertThat(streamed(files)).containsExactly("a/0", "a/1", "c/0", "c/1");
      assertThat(files.log.openSagas()).hasSize(2);
      assertThat(files.durable.verification().verify(9).flaws())
          .singleElement()
          .asString()
          .contains("positions 3 to " + (GAP + 2) + " are missing");
    }
  }

  @Test
  void theListIsNotHeldUpByAGapInTheMidstOrAtTheEnd() throws Exception {
    Database database = store.at(directory);
    withGap(database);
    try (LogOnFiles files = new LogOnFiles(database)) {
      LogReader reader = new LogReader(files.source, new EventCodec());
      Tail tail = new Tail();
      tail.moveTo(3L * GAP);
      ChunkScan scan = new ChunkScan(reader, tail);
      LogChunk midst = scan.after(GAP / 2).getFirst();
      assertThat(midst.moved()).extracting(LogChunk.Moved::sagaKey).containsExactly(files.key("c"));
      assertThat(midst.until()).isEqualTo(GAP + 4);
      assertThat(scan.after(2L * GAP))
          .singleElement()
          .satisfies(end -> assertThat(end.until()).isEqualTo(3L * GAP));
    }
  }

  /** One frame of many events, between others, is gone. */
  private static void withGap(Database database) throws Exception {
    try (LogOnFiles files = new LogOnFiles(database)) {
      files.appender.append(List.of(files.frame("a", started("a"), note(1))));
      SagaEvent[] many =
          IntStream.range(0, GAP)
              .mapToObj(i -> i == 0 ? started("b") : note(i))
              .toArray(SagaEvent[]::new);
      files.appender.append(List.of(files.frame("b", many)));
      files.appender.append(List.of(files.frame("c", started("c"), note(2))));
      JdbcClient.create(files.source).sql("DELETE FROM log WHERE position = 3").update();
    }
  }

  private static List<String> streamed(LogOnFiles files) {
    MessageStream<EventMessage> stream =
        files.axon().getComponent(EventStorageEngine.class).stream(
            StreamingCondition.startingFrom(new GlobalSequenceTrackingToken(0)), null);
    List<String> seen =
        IntStream.range(0, 4)
            .mapToObj(_ -> stream.next().orElseThrow().message().identifier())
            .toList();
    stream.close();
    return seen;
  }
}
