package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.ended;
import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.reopened;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.OpenSagaIndex.Note;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnEveryStore
class OpenSagaIndexTest {
  private static final Instant LATER = Instant.parse("2026-03-01T13:00:00.000001500Z");

  @TempDir Path directory;

  private final Store store;

  OpenSagaIndexTest(Store store) {
    this.store = store;
  }

  @Test
  void whatCameAfterTheLastSaveIsReadFromTheLog() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      append(files, "waits", "moves", "ends", "parked");
      Map<Long, Note> notes = new HashMap<>();
      for (String saga : new String[] {"waits", "moves", "ends"}) {
        notes.put(files.key(saga), new Note(LATER));
      }
      notes.put(files.key("parked"), new Note(Instant.MAX));
      files.durable.openSagas().save(files.log.head(), notes);

      files.appender.append(List.of(files.frame("moves", note(1))));
      files.appender.append(List.of(files.frame("ends", ended())));
      append(files, "new");

      Map<Long, Instant> open = read(files);
      assertThat(open.keySet())
          .containsExactlyInAnyOrder(
              files.key("waits"), files.key("moves"), files.key("parked"), files.key("new"));
      assertThat(open.get(files.key("waits")))
          .isAfterOrEqualTo(LATER)
          .isBefore(LATER.plusMillis(1));
      assertThat(open.get(files.key("parked"))).isEqualTo(Instant.MAX);
      assertThat(open.get(files.key("moves"))).isEqualTo(Instant.EPOCH);
      assertThat(open.get(files.key("new"))).isEqualTo(Instant.EPOCH);
    }
  }

  @Test
  void anEndedSagaIsTakenOutAndComesBackWhenReopened() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      append(files, "a");
      long key = files.key("a");
      OpenSagaIndex index = files.durable.openSagas();
      index.save(files.log.head(), Map.of(key, new Note(LATER)));
      files.appender.append(List.of(files.frame("a", ended())));
      index.save(files.log.head(), Map.of(key, new Note(null)));
      assertThat(read(files)).isEmpty();

      files.appender.append(List.of(files.frame("a", reopened())));
      assertThat(read(files)).containsOnly(Map.entry(key, Instant.EPOCH));
    }
  }

  @Test
  void emptiedTablesComeBackFromTheLog() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      append(files, "a", "b");
      files.appender.append(List.of(files.frame("b", ended())));
      OpenSagaIndex index = files.durable.openSagas();
      index.save(files.log.head(), Map.of(files.key("a"), new Note(LATER)));
      JdbcClient database = JdbcClient.create(files.source);
      database.sql("DELETE FROM open_saga").update();
      database.sql("DELETE FROM open_saga_as_of").update();
      assertThat(read(files)).containsOnly(Map.entry(files.key("a"), Instant.EPOCH));

      index.save(files.log.head(), Map.of(files.key("a"), new Note(Instant.MAX)));
      assertThat(read(files)).containsOnly(Map.entry(files.key("a"), Instant.MAX));
    }
  }

  @Test
  void moreThanAPageAndTheFarthestTimes() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      Map<Long, Note> notes = new HashMap<>();
      IntStream.range(0, 25_000).forEach(i -> notes.put((long) i, new Note(LATER)));
      notes.put(25_000L, new Note(Instant.parse("+999999999-12-31T23:59:59Z")));
      files.durable.openSagas().save(0, notes);
      Map<Long, Instant> open = read(files);
      assertThat(open).hasSize(25_001);
      assertThat(open.get(25_000L)).isAfter(Instant.parse("2200-01-01T00:00:00Z"));
    }
  }

  private static void append(LogOnFiles files, String... sagas) throws Exception {
    for (String saga : sagas) {
      files.appender.append(List.of(files.frame(saga, started(saga))));
    }
  }

  private static Map<Long, Instant> read(LogOnFiles files) {
    Map<Long, Instant> open = new LinkedHashMap<>();
    OpenSagaIndex index = files.durable.openSagas();
    index.read(index.lacking(), open::put);
    return open;
  }
}
