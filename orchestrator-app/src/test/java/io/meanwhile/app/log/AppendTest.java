package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.ended;
import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.reopened;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryStore
class AppendTest {
  @TempDir Path directory;

  private final Store store;

  AppendTest(Store store) {
    this.store = store;
  }

  @Test
  void whatWasAppendedIsReadBackInOrder() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(
          List.of(files.frame("a", started("a"), note(1)), files.frame("b", started("b"))));
      files.appender.append(List.of(files.frame("a", note(2), note(3))));

      assertThat(files.log.head()).isEqualTo(5);
      assertThat(positions(files.log.after(0, 100))).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(files.log.after(0, 100))
          .extracting(StoredEvent::saga)
          .containsExactly("a", "a", "b", "a", "a");
      List<StoredEvent> saga = files.log.events(files.key("a"), 0, 100);
      assertThat(saga).extracting(StoredEvent::sequence).containsExactly(0L, 1L, 2L, 3L);
      assertThat(saga)
          .extracting(StoredEvent::event)
          .containsExactly(started("a"), note(1), note(2), note(3));
      assertThat(saga).extracting(StoredEvent::metadata).containsOnly(LogOnFiles.ORIGIN);
    }
  }

  @Test
  void aReaderMayBeginInTheMiddleOfAFrame() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"), note(1), note(2), note(3))));
      files.appender.append(List.of(files.frame("a", note(4), note(5))));
    }
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      assertThat(positions(files.log.after(2, 3))).containsExactly(3L, 4L, 5L);
      assertThat(positions(files.log.after(5, 3))).containsExactly(6L);
      assertThat(files.log.after(6, 3)).isEmpty();
      assertThat(files.log.events(files.key("a"), 2, 3))
          .extracting(StoredEvent::sequence)
          .containsExactly(2L, 3L, 4L);
      assertThat(files.log.events(files.key("a"), 6, 3)).isEmpty();
    }
  }

  @Test
  void eventsFromMemoryAndFromTheDatabaseAreTheSame() throws Exception {
    List<StoredEvent> fromMemory;
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"), note(1), note(2))));
      fromMemory = files.log.after(0, 10);
    }
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      List<StoredEvent> fromDatabase = files.log.after(0, 10);
      assertThat(fromDatabase).hasSameSizeAs(fromMemory);
      for (int i = 0; i < fromMemory.size(); i++) {
        StoredEvent memory = fromMemory.get(i);
        StoredEvent database = fromDatabase.get(i);
        assertThat(database)
            .usingRecursiveComparison()
            .comparingOnlyFields("position", "sagaKey", "saga", "envelope")
            .isEqualTo(memory);
        assertThat(database.hash()).isEqualTo(memory.hash());
        assertThat(database.payload()).isEqualTo(memory.payload());
        assertThat(database.event()).isEqualTo(memory.event());
      }
    }
  }

  @Test
  void afterReopeningTheLogGoesOnWhereItWas() throws Exception {
    Hash last;
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      Frame frame = files.frame("a", started("a"), note(1));
      files.appender.append(List.of(frame));
      last = frame.lastHash();
      assertThat(files.appender.isStored(frame)).isTrue();
    }
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      assertThat(files.log.head()).isEqualTo(2);
      assertThat(files.log.events(files.key("a"), 1, 1).getFirst().hash()).isEqualTo(last);
      assertThat(files.durable.keys().next(LogOnFiles.NOON)).isGreaterThan(files.key("a"));
      files.appender.append(List.of(files.frame("b", started("b"))));
      assertThat(positions(files.log.after(0, 9))).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aTakenSequenceNumberLeavesNothingOfTheGroup() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      Frame theirs = files.frame("a", note(1));
      files.appender.append(List.of(theirs));

      Frame other = files.frame("b", started("b"));
      assertThatThrownBy(() -> files.appender.append(List.of(other, theirs)))
          .isInstanceOf(AppendConflictException.class)
          .hasMessageContaining("2 frames");
      assertThatThrownBy(() -> files.appender.append(List.of(theirs)))
          .isInstanceOf(AppendConflictException.class)
          .hasMessageContaining("event 1 of saga a");

      assertThat(files.log.find("b")).isEmpty();
      assertThat(files.appender.isStored(other)).isFalse();
      assertThat(files.log.openSagas()).containsExactly(files.key("a"));
      files.appender.append(List.of(other));
      assertThat(positions(files.log.after(0, 9))).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void aTakenIdIsAConflict() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      files.forget("a");
      assertThatThrownBy(() -> files.appender.append(List.of(files.frame("a", started("a")))))
          .isInstanceOf(AppendConflictException.class);
      assertThat(files.log.head()).isEqualTo(1);
    }
  }

  @Test
  void openSagasAreThoseThatHaveNotEndedOrWereReopened() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(
          List.of(
              files.frame("runs", started("runs")),
              files.frame("ends", started("ends")),
              files.frame("comes-back", started("comes-back"), ended()),
              files.frame("at-once", started("at-once"), ended())));
      files.appender.append(
          List.of(files.frame("ends", note(1), ended()), files.frame("runs", note(1))));
      files.appender.append(List.of(files.frame("ends", note(2))));
      files.appender.append(List.of(files.frame("comes-back", reopened())));
      files.appender.append(
          List.of(files.frame("at-once", reopened()), files.frame("at-once", ended())));

      assertThat(files.log.openSagas()).containsExactly(files.key("runs"), files.key("comes-back"));
    }
  }

  @Test
  void followersHearOfGroupsInOrderAndOneThatFailsHarmsNobody() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      List<Long> heard = new ArrayList<>();
      files.log.onCommitted(_ -> {
        throw new IllegalStateException("a follower's own fault");
      });
      files.log.onCommitted(group -> group.forEach(frame -> heard.add(frame.position())));
      files.appender.append(
          List.of(files.frame("a", started("a"), note(1)), files.frame("b", started("b"))));
      files.appender.append(List.of(files.frame("a", note(2))));
      assertThat(heard).containsExactly(1L, 3L, 4L);
    }
  }

  @Test
  void anInterruptedThreadHarmsNeitherTheLogNorTheFile() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      files.appender.append(List.of(files.frame("a", started("a"))));
      Frame next = files.frame("a", note(1));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> files.appender.append(List.of(next)))
          .isInstanceOf(InterruptedException.class);
      assertThat(files.appender.isStored(next)).isFalse();
      files.log.onCommitted(_ -> Thread.currentThread().interrupt());
      files.appender.append(List.of(next));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(files.durable.verification().verify(9).flaws()).isEmpty();
      Thread.interrupted();
      files.appender.append(List.of(files.frame("a", note(2))));
      Thread.interrupted();
      assertThat(files.log.head()).isEqualTo(3);
    }
  }

  private static List<Long> positions(List<StoredEvent> events) {
    return events.stream().map(StoredEvent::position).toList();
  }
}
