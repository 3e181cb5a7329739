package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.OpenSagaIndex;
import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that died before it saved which sagas are open, and the processes after it. */
@OnEveryStore
@Timeout(60)
class UnsavedOpenSagasTest {
  @TempDir Path directory;

  private final Store store;

  UnsavedOpenSagasTest(Store store) {
    this.store = store;
  }

  @Test
  void whatTheProcessBeforeLeftUnsavedIsInTheNextSave() throws Exception {
    var database = store.at(directory);
    try (House house = House.in(database).participant("slow", _ -> Answer.accepted(null)).open()) {
      house.define(
          """
          saga: waits
          version: 1
          steps:
            ask: { call: slow/do, answer: PT1S, deadline: PT1H }
          """);
      house.start("forgotten", "waits");
      house.await("forgotten", view -> view.state().sequence() == 3);
    }
    forgetSaves(database);
    for (int life = 0; life < 2; life++) {
      try (House house =
          House.in(database).participant("slow", _ -> Answer.accepted(null)).open()) {
        assertThat(open(house)).containsKey("forgotten");
        // It moves the position on, and stopping saves it.
        house.start("new-" + life, "waits");
        house.await("new-" + life, view -> view.state().sequence() == 3);
      }
    }
    try (House house = House.in(database).participant("slow", _ -> Answer.accepted(null)).open()) {
      assertThat(open(house)).containsOnlyKeys("forgotten", "new-0", "new-1");
    }
  }

  /** As if no save had been done, as when the process is killed. */
  private static void forgetSaves(Database database) {
    try (var source = database.open()) {
      JdbcClient jdbc = JdbcClient.create(source);
      int _ = jdbc.sql("DELETE FROM open_saga").update();
      int _ = jdbc.sql("DELETE FROM open_saga_as_of").update();
    }
  }

  private static Map<String, Instant> open(House house) {
    Map<String, Instant> open = new HashMap<>();
    OpenSagaIndex index = house.durable.openSagas();
    index.read(index.lacking(), (key, at) -> open.put(house.log.find(key).orElseThrow().id(), at));
    return open;
  }
}
