package io.meanwhile.app.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.api.Service;
import io.meanwhile.app.engine.Engine;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaStates;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.EmbeddedDatabase;
import io.meanwhile.core.model.SagaStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list behind the log: late, interrupted, made anew, and beside sagas that cannot be read. */
class FollowingTheLogTest {
  private static final Duration LATER = Duration.ofMillis(1);

  @TempDir Path directory;

  private static void fill(ListHouse house, int sagas) throws InterruptedException {
    for (int i = 0; i < sagas; i++) {
      house.start(List.of("fine", "turned", "stuck", "open").get(i % 4), "s-" + i, Map.of("n", i));
    }
    house.settle();
  }

  @Test
  void madeAnewItIsTheSame() throws Exception {
    List<String> rows;
    List<String> terms;
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 80);
      rows = house.rows();
      terms = house.terms();
      assertThat(rows).hasSize(80);
      house.forgetProgress();
    }
    try (ListHouse house = new ListHouse(directory)) {
      house.caughtUp();
      assertThat(house.rows()).isEqualTo(rows);
      assertThat(house.terms()).isEqualTo(terms);
      assertThat(house.list.lag().rebuilding()).isFalse();
    }
  }

  /** Starts wait for a list that is behind, not for one that is made anew. */
  @Test
  void itSaysHowFarItHasComeOnceItIsWhole() throws Exception {
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 40);
      house.service.bean(SagaListProcessor.class).close();
      house.forgetProgress();
      List<Instant> told = Collections.synchronizedList(new ArrayList<>());
      Instant before = Instant.now();
      try (SagaListProcessor _ =
          house.processor(house.service.bean(Engine.class).sagas(), told::add)) {
        house.caughtUp();
        int whole = told.size();
        house.start("fine", "s-later", Map.of("n", 1));
        house.settle();

        assertThat(whole).isLessThanOrEqualTo(1);
        assertThat(told.size()).isGreaterThan(whole);
        assertThat(told.getLast()).isAfterOrEqualTo(before.minusMillis(1));
      }
    }
  }

  @Test
  void anotherFormOfTheRowsMakesItAnew() throws Exception {
    List<String> rows;
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 8);
      rows = house.rows();
      int _ = house.database.sql("UPDATE saga_list SET words = 'old', questions = 7").update();
      int _ = house.database.sql("UPDATE saga_list_progress SET version = 0").update();
    }
    try (ListHouse house = new ListHouse(directory)) {
      house.caughtUp();
      assertThat(house.rows()).isEqualTo(rows);
    }
  }

  @Test
  void interruptedItGoesOnWhereItsLastTransactionEnded() throws Exception {
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 400);
      List<String> rows = house.rows();
      List<String> terms = house.terms();
      house.service.bean(SagaListProcessor.class).close();
      house.forgetProgress();
      SagaStates engine = house.service.bean(Engine.class).sagas();
      AtomicInteger read = new AtomicInteger();

      SagaStates failing =
          new SagaStates() {
            @Override
            public Optional<SagaView> view(long key, long count) {
              return engine.view(key, count);
            }

            @Override
            public Map<Long, SagaView> views(Map<Long, Long> counts) {
              if (read.addAndGet(counts.size()) > 250) {
                throw new RefusedException("unavailable", "not now", LATER);
              }
              return engine.views(counts);
            }
          };
      SagaListProcessor interrupted = house.processor(failing);
      ListHouse.await(() -> read.get() > 250);
      interrupted.close();

      long reached = house.list.lag().position();
      assertThat(reached).isPositive().isLessThan(house.log.head()).isEqualTo(token(house));
      assertThat(house.list.lag().rebuilding()).isTrue();
      assertThat(house.rows()).isNotEmpty().isSubsetOf(rows).hasSize(startedUntil(house, reached));

      SagaListProcessor next = house.processor(engine);
      house.caughtUp();
      next.close();
      assertThat(house.rows()).isEqualTo(rows);
      assertThat(house.terms()).isEqualTo(terms);
      assertThat(house.list.lag().position()).isEqualTo(token(house));
    }
  }

  private static int startedUntil(ListHouse house, long position) {
    return (int)
        house.log.after(0, 100_000).stream()
            .filter(event -> event.sequence() == 0 && event.position() <= position)
            .count();
  }

  private static long token(ListHouse house) {
    byte[] json =
        house
            .database
            .sql("SELECT token FROM TokenEntry WHERE processorName = ?")
            .param(Progress.PROCESSOR)
            .query((row, _) -> row.getBytes(1))
            .single();
    Matcher number = Pattern.compile("[0-9]+").matcher(new String(json, StandardCharsets.UTF_8));
    assertThat(number.find()).isTrue();
    return Long.parseLong(number.group());
  }

  @Test
  void heldUpItSaysHowFarItIsBehind() throws Exception {
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 4);
      try (Connection other = house.service.bean(ListDatabase.class).source().getConnection();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("SELECT position FROM saga_list_progress FOR UPDATE");
        house.start("open", "late", Map.of());
        ListHouse.await(() -> house.list.lag().lag().isPositive());

        Service.Answer page = house.service.get("/api/v1/sagas");
        assertThat(page.json().at("/asOf/behind").asString()).isNotEqualTo("0");
        assertThat(page.json().get("sagas").findValuesAsString("id")).doesNotContain("late");
        assertThat(house.service.get("/api/v1/sagas/late").status()).isEqualTo(200);
        other.rollback();
        other.setAutoCommit(true);
      }
      house.caughtUp();
      assertThat(house.service.get("/api/v1/sagas").json().get("sagas").findValuesAsString("id"))
          .contains("late");
      assertThat(house.list.lag().lag()).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void aListThatIsAheadOfTheLogOrCannotBeReadIsMadeAnew() throws Exception {
    List<String> before;
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 12);
      house.caughtUp();
      before = ids(house);
    }
    try (HikariDataSource source = EmbeddedDatabase.openProjections(directory)) {
      JdbcClient database = JdbcClient.create(source);
      int _ = database.sql("UPDATE saga_list_progress SET position = 1000000").update();
      int _ = database.sql("UPDATE saga_list SET status = 'PARKED', event_count = 9999").update();
    }
    try (ListHouse house = new ListHouse(directory)) {
      house.caughtUp();
      assertThat(ids(house)).isEqualTo(before);
    }
    Files.writeString(directory.resolve("meanwhile-projections.mv.db"), "damaged".repeat(5000));
    try (ListHouse house = new ListHouse(directory)) {
      house.caughtUp();
      assertThat(ids(house)).isEqualTo(before);
    }
  }

  private static List<String> ids(ListHouse house) {
    return house.list.page(SagaFilter.ALL, 50, null).sagas().stream()
        .map(saga -> saga.id() + " " + saga.status())
        .toList();
  }

  @Test
  void sagaThatCannotBeReadHasARowThatSaysSoAndItsNeighboursFlow() throws Exception {
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 12);
      house.forgetProgress();
    }
    try (HikariDataSource source = EmbeddedDatabase.open(directory)) {
      int _ =
          JdbcClient.create(source)
              .sql(
                  "UPDATE log SET events = ? WHERE first_sequence = 0 AND saga_key ="
                      + " (SELECT saga_key FROM saga WHERE id = 's-4')")
              .param("[{}]".getBytes(StandardCharsets.UTF_8))
              .update();
    }
    try (ListHouse house = new ListHouse(directory)) {
      house.caughtUp();
      SagaListPage page = house.list.page(SagaFilter.ALL, 50, null);
      assertThat(page.sagas()).hasSize(12);
      assertThat(page.sagas())
          .filteredOn(saga -> saga.unreadable() != null)
          .singleElement()
          .satisfies(saga -> {
            assertThat(saga.id()).isEqualTo("s-4");
            assertThat(saga.definition()).isEqualTo("fine");
            assertThat(saga.status()).isEqualTo(SagaStatus.NOT_STARTED);
          });
    }
  }

  @Test
  void sagaThatCannotBeReadAnyMoreKeepsWhatWasKnownOfIt() throws Exception {
    try (ListHouse house = new ListHouse(directory)) {
      fill(house, 4);
      house.service.bean(SagaListProcessor.class).close();
      SagaListProcessor next =
          house.processor(
              new OneByOne((_, _) -> {
                throw new RefusedException("saga-stopped", "nobody knows this event");
              }));
      house.service.post(
          "/api/v1/sagas/s-3/commands", "{\"type\": \"cancel\", \"reason\": \"enough\"}");
      house.caughtUp();
      next.close();

      ListedSaga saga =
          house.list.page(SagaFilter.ALL, 50, null).sagas().stream()
              .filter(listed -> listed.id().equals("s-3"))
              .findFirst()
              .orElseThrow();
      assertThat(saga.unreadable()).isEqualTo("nobody knows this event");
      assertThat(saga.status()).isEqualTo(SagaStatus.RUNNING);
      assertThat(saga.details().attributes()).containsEntry("n", 3L);
    }
  }
}
