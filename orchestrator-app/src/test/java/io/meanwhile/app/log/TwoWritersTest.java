package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.PostgresServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes on one PostgreSQL database: H2 lets no second one in. */
@Timeout(120)
class TwoWritersTest {
  private static final int GROUPS = 150;

  private final Database database = PostgresServer.shared().database();

  @Test
  void positionsAreWithoutGapsAndNobodySkipsAnEvent() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    try (LogOnFiles one = new LogOnFiles(database);
        LogOnFiles two = new LogOnFiles(database);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<List<Long>> readsOne = threads.submit(() -> read(one, writing));
      Future<List<Long>> readsTwo = threads.submit(() -> read(two, writing));
      Future<List<Long>> streamed = threads.submit(() -> stream(one, 4 * GROUPS));
      Future<?> writesOne = threads.submit(() -> write(one, "one"));
      Future<?> writesTwo = threads.submit(() -> write(two, "two"));
      writesOne.get();
      writesTwo.get();
      awaitHead(one, 4L * GROUPS);
      awaitHead(two, 4L * GROUPS);
      writing.set(false);

      List<Long> all = LongStream.rangeClosed(1, 4L * GROUPS).boxed().toList();
      assertThat(readsOne.get()).isEqualTo(all);
      assertThat(readsTwo.get()).isEqualTo(all);
      assertThat(streamed.get()).isEqualTo(all);
      assertThat(one.durable.verification().verify(9).flaws()).isEmpty();
      assertThat(one.log.openSagas()).hasSize(2 * GROUPS);
    }
  }

  @Test
  void whoAppendsNothingHearsOfWhatOthersAppend() throws Exception {
    try (LogOnFiles idle = new LogOnFiles(database);
        LogOnFiles busy = new LogOnFiles(database)) {
      busy.appender.append(List.of(busy.frame("a", started("a"), note(1))));
      awaitHead(idle, 2);
      assertThat(idle.log.after(0, 9)).extracting(StoredEvent::event).contains(note(1));
      assertThat(idle.log.find("a")).isPresent();
    }
  }

  @Test
  void theLoserOfARaceSeesTheWinnersEventsAtOnce() throws Exception {
    try (LogOnFiles loser = new LogOnFiles(database);
        LogOnFiles winner = new LogOnFiles(database)) {
      Frame late = loser.frame("a", started("a"));
      winner.appender.append(List.of(winner.frame("a", started("a"))));
      assertThatThrownBy(() -> loser.appender.append(List.of(late)))
          .isInstanceOf(AppendConflictException.class);
      assertThat(loser.log.find("a")).isPresent();
      loser.appender.append(List.of(loser.frame("b", started("b"))));
      assertThat(loser.log.head()).isEqualTo(2);
    }
  }

  @Test
  void keysOfTwoProcessesAreNeverTheSame() {
    try (LogOnFiles one = new LogOnFiles(database);
        LogOnFiles two = new LogOnFiles(database)) {
      SagaKeys keys = one.durable.keys();
      SagaKeys others = two.durable.keys();
      Set<Long> given = new HashSet<>();
      for (int i = 0; i < 5_000; i++) {
        assertThat(given.add(keys.next(LogOnFiles.NOON))).isTrue();
        assertThat(given.add(others.next(LogOnFiles.NOON))).isTrue();
      }
    }
  }

  private static Integer write(LogOnFiles files, String name) throws Exception {
    for (int i = 0; i < GROUPS; i++) {
      String saga = name + "-" + i;
      files.appender.append(List.of(files.frame(saga, started(saga), note(i))));
    }
    return GROUPS;
  }

  private static List<Long> read(LogOnFiles files, AtomicBoolean writing) throws Exception {
    List<Long> positions = new ArrayList<>();
    boolean last = false;
    while (!last) {
      last = !writing.get();
      Thread.sleep(1);
      long from = positions.isEmpty() ? 0 : positions.getLast();
      for (StoredEvent event : files.log.after(from, 7)) {
        positions.add(event.position());
        last = false;
      }
    }
    return positions;
  }

  /** As Axon's processors read: told when there is more, and by their tokens. */
  private static List<Long> stream(LogOnFiles files, int events) throws Exception {
    List<Long> positions = new ArrayList<>();
    MessageStream<EventMessage> stream =
        files.axon().getComponent(EventStorageEngine.class).stream(
            StreamingCondition.startingFrom(new GlobalSequenceTrackingToken(0)), null);
    while (positions.size() < events) {
      Optional<MessageStream.Entry<EventMessage>> next = stream.next();
      if (next.isEmpty()) {
        Thread.sleep(1);
      }
      next.flatMap(TrackingToken::fromContext)
          .ifPresent(token -> positions.add(token.position().orElseThrow()));
    }
    stream.close();
    return positions;
  }

  private static void awaitHead(LogOnFiles files, long head) throws InterruptedException {
    while (files.log.head() < head) {
      Thread.sleep(5);
    }
  }
}
