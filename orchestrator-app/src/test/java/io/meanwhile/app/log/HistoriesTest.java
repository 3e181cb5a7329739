package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas that are asked for at once are the same as if they were asked for one by one. */
@OnEveryStore
class HistoriesTest {
  @TempDir Path directory;

  private final Store store;
  private LogOnFiles files;

  HistoriesTest(Store store) {
    this.store = store;
  }

  @BeforeEach
  void threeSagasInTurns() throws Exception {
    files = new LogOnFiles(store.at(directory));
    files.appender.append(
        List.of(files.frame("a", started("a"), note(1)), files.frame("b", started("b"))));
    files.appender.append(
        List.of(files.frame("c", started("c")), files.frame("a", note(2), note(3))));
    files.appender.append(List.of(files.frame("b", note(4)), files.frame("a", note(5))));
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void eachHasItsBirthAndAllItsEvents() {
    List<History> read = files.log.histories(keys("c", "a", "b"), 100);

    assertThat(read).extracting(history -> history.saga().id()).containsExactly("a", "b", "c");
    for (History history : read) {
      Identity saga = history.saga();
      assertThat(saga).isEqualTo(files.log.find(saga.id()).orElseThrow());
      List<StoredEvent> alone = files.log.events(saga.sagaKey(), 0, 100);
      assertThat(history.events())
          .extracting(StoredEvent::position)
          .isEqualTo(alone.stream().map(StoredEvent::position).toList());
      assertThat(history.events())
          .extracting(StoredEvent::event)
          .isEqualTo(alone.stream().map(StoredEvent::event).toList());
    }
  }

  @Test
  void nobodyIsAskedForWhoIsNotThere() {
    assertThat(files.log.histories(List.of(), 100)).isEmpty();
    assertThat(files.log.histories(List.of(-1L, files.key("b")), 100)).hasSize(1);
  }

  @Test
  void theLongOnesAreLeftOut() {
    assertThat(ids(6)).containsExactly("a", "b", "c");
    assertThat(ids(5)).containsExactly("b", "c");
    assertThat(ids(4)).containsExactly("b", "c");
    assertThat(ids(2)).containsExactly("c");
    assertThat(ids(1)).isEmpty();
  }

  @Test
  void oneThatIsDamagedOrLacksAFrameIsLeftOutAndHarmsNoOther() {
    change("UPDATE log SET events = ? WHERE first_sequence = 1 AND saga_key = ?", "b");
    assertThat(ids(100)).containsExactly("a", "c");

    int _ =
        JdbcClient.create(files.source)
            .sql("DELETE FROM log WHERE first_sequence = 2 AND saga_key = ?")
            .param(files.key("a"))
            .update();
    assertThat(ids(100)).containsExactly("c");
  }

  @Test
  void whatIsNotDurableIsNotRead() {
    LogReader reader = new LogReader(files.source, new EventCodec());

    assertThat(reader.histories(keys("a", "b", "c"), 100, 3))
        .extracting(history -> history.events().size())
        .containsExactly(2, 1);
  }

  @Test
  void theyAreFoundByTheirKeys() {
    assumeTrue(store == Store.H2);
    String plan =
        new JdbcTemplate(files.source)
            .query(
                "EXPLAIN " + LogReader.HISTORIES,
                statement -> {
                  KeyArray.set(statement, 1, keys("a", "b"));
                  statement.setLong(2, 100);
                  statement.setInt(3, 100);
                },
                rows -> {
                  assertThat(rows.next()).isTrue();
                  return rows.getString(1);
                });
    assertThat(plan)
        .contains("PRIMARY_KEY_2: SAGA_KEY IN(")
        .contains("LOG_SAGA_INDEX_1: SAGA_KEY = S.SAGA_KEY");
  }

  /**
   * A plan from when the log was small would read all of it, also when it is not small any more.
   */
  @Test
  void serverKeepsNoPlanOfIt() {
    assumeTrue(store == Store.POSTGRESQL);
    for (int i = 0; i < 20; i++) {
      assertThat(files.log.histories(keys("a", "b", "c"), 100)).hasSize(3);
    }
    assertThat(plans("%")).isPositive();
    assertThat(plans("%ANY%")).isZero();
  }

  private long plans(String of) {
    return JdbcClient.create(files.source)
        .sql("SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE ?")
        .param(of)
        .query(Long.class)
        .single();
  }

  private void change(String sql, String saga) {
    int _ =
        JdbcClient.create(files.source)
            .sql(sql)
            .params("[{}]".getBytes(StandardCharsets.UTF_8), files.key(saga))
            .update();
  }

  private List<String> ids(int limit) {
    return files.log.histories(keys("a", "b", "c"), limit).stream()
        .map(history -> history.saga().id())
        .toList();
  }

  private List<Long> keys(String... sagas) {
    return List.of(sagas).stream().map(files::key).toList();
  }
}
