package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.participant.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** States of many sagas, asked for at once by whoever follows the log. */
@OnEveryStore
@Timeout(60)
class DurableSagasTest {
  private static final int LONG = 130;

  @TempDir Path directory;

  private final Store store;

  DurableSagasTest(Store store) {
    this.store = store;
  }

  private House house(EngineLimits limits) {
    return House.in(store.at(directory))
        .participant("shop", _ -> Answer.accepted(Map.of()))
        .limits(limits)
        .open()
        .define("saga: patient\nversion: 1\nsteps:\n  only: { call: shop/only }\n");
  }

  private static Map<Long, Long> started(House house, int sagas) throws Exception {
    Map<Long, Long> counts = new HashMap<>();
    for (int i = 0; i < sagas; i++) {
      house.start("s-" + i, "patient");
      SagaView view = house.await("s-" + i, seen -> seen.state().sequence() >= 3);
      counts.put(view.key(), view.state().sequence());
    }
    return counts;
  }

  @Test
  void theyAreTheSameFromMemoryAndFromTheLog() throws Exception {
    EngineLimits few = new EngineLimits(1, 1024, 256, 4096, 1000, 10, 1L << 30);
    try (House house = house(few)) {
      Map<Long, Long> counts = started(house, 1500);

      Map<Long, SagaView> views = house.engine.sagas().views(counts);

      assertThat(house.engine.status().hotSagas()).isLessThan(100);
      assertThat(views.keySet()).isEqualTo(counts.keySet());
      for (long key : counts.keySet()) {
        assertThat(views).containsEntry(key, house.engine.sagas().view(key, 0).orElseThrow());
      }
    }
  }

  @Test
  void oneThatIsNewerInTheLogThanInMemoryIsReadFromThere() throws Exception {
    try (House house = house(EngineLimits.DEFAULT)) {
      Map<Long, Long> counts = started(house, 2);
      Map.Entry<Long, Long> one = counts.entrySet().iterator().next();
      long key = one.getKey();

      assertThat(house.engine.sagas().views(Map.of(key, 100_000L))).isEmpty();
      assertThat(house.engine.sagas().views(Map.of(key, one.getValue() + 1))).containsKey(key);
    }
  }

  @Test
  void thoseThatNeedAWordAreLeftOutAndAskedForAlone() throws Exception {
    Map<Long, Long> counts;
    List<Long> keys = new ArrayList<>();
    try (House house = house(EngineLimits.DEFAULT)) {
      counts = started(house, 3);
      for (int i = 0; i < 3; i++) {
        keys.add(house.engine.find("s-" + i).orElseThrow().key());
      }
      for (int i = 0; i < LONG; i++) {
        house.orchestrator.pause("s-1", "wait " + i, House.ANNA).get(20, TimeUnit.SECONDS);
        house.orchestrator.resume("s-1", "go on " + i, House.ANNA).get(20, TimeUnit.SECONDS);
      }
      int _ =
          JdbcClient.create(house.source)
              .sql("UPDATE log SET events = ? WHERE first_sequence = 0 AND saga_key = ?")
              .params("[{}]".getBytes(StandardCharsets.UTF_8), keys.getFirst())
              .update();
    }
    try (House house = house(EngineLimits.DEFAULT)) {
      counts.put(-1L, 3L);
      SagaReader reader = new ReadLog(house.log).reader(house);
      Map<Long, SagaView> views = new HashMap<>();
      reader.addViews(counts, views);

      assertThat(views.keySet()).containsExactly(keys.getLast());
      assertThat(reader.view(keys.get(1)).orElseThrow().state().sequence()).isGreaterThan(LONG);
      assertThat(reader.view(-1)).isEmpty();
      assertThatThrownBy(() -> reader.view(keys.getFirst()))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refusal -> assertThat(refusal.code()).isEqualTo("saga-stopped"));
    }
  }
}
