package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.store.Database;
import io.meanwhile.app.store.PostgresServer;
import io.meanwhile.core.participant.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two engines on one PostgreSQL database, each with sagas of its own. */
@Timeout(60)
class TwoHousesTest {
  private final Database database = PostgresServer.shared().database();

  @Test
  void whoFollowsASagaHereSeesAllThatAnotherProcessAddsToIt() throws Exception {
    List<StoredEvent> seen = new CopyOnWriteArrayList<>();
    try (House there = house().define(EngineTest.THREE_STEPS);
        House here = house()) {
      there.start("s-1", "three");
      while (here.orchestrator.find("s-1").isEmpty()) {
        Thread.sleep(5);
      }
      try (AutoCloseable _ = here.orchestrator.follow("s-1", -1, seen::add)) {
        while (seen.isEmpty()) {
          Thread.sleep(5);
        }
        there.awaitEnd("s-1");
        int all = there.stored("s-1").size();
        while (seen.size() < all) {
          here.start(null, "three");
        }
        assertThat(seen)
            .extracting(StoredEvent::sequence)
            .containsExactlyElementsOf(LongStream.range(0, all).boxed().toList());
      }
    }
  }

  private House house() {
    return House.in(database)
        .participant(
            "shop",
            _ -> {
              Thread.sleep(300);
              return Answer.done(Map.of());
            })
        .open();
  }
}
