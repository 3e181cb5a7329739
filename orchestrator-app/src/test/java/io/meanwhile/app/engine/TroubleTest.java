package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.AppendConflictException;
import io.meanwhile.app.log.Entry;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.log.FrameEncoder;
import io.meanwhile.app.log.Hash;
import io.meanwhile.app.log.Metadata;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Poison and rogue writers: who is hurt, and who is not. */
@OnEveryStore
@Timeout(60)
class TroubleTest {
  private static final String QUICK =
      """
      saga: quick
      version: 1
      defaults: { retry: { backoff: PT0.01S } }
      steps:
        first: { call: shop/first }
      """;

  @TempDir Path directory;

  private final Store store;

  TroubleTest(Store store) {
    this.store = store;
  }

  @Test
  void sagaThatCannotBeDecidedForFailsAloneWithAReason() throws Exception {
    try (House house = answering().define(EngineTest.THREE_STEPS)) {
      house.definitions.register(
          new Definitions.Source("saga: poisoned", "application/yaml"), undecidable(), "anna");
      List<CompletableFuture<Receipt>> starts = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        starts.add(house.orchestrator.start(House.request("s-" + i, "three")));
        if (i == 25) {
          EngineTest.assertRefused(
              house.orchestrator.start(House.request("poisoned", "poisoned")), "saga-stopped");
        }
      }
      for (int i = 0; i < 50; i++) {
        starts.get(i).get(20, TimeUnit.SECONDS);
        house.awaitEnd("s-" + i);
      }
      assertThat(house.engine.status().stopped()).isEmpty();
      assertThat(house.log.find("poisoned")).isEmpty();
    }
  }

  /** Its one step asks nobody for anything; no reader lets that through. */
  @SuppressWarnings("NullAway")
  private static Definition undecidable() {
    return new Definition(
        new DefinitionRef("poisoned", 1, "d".repeat(64)),
        null,
        null,
        Map.of(),
        null,
        List.of(new Step("first", Map.of(), null, null, false, false)),
        Completion.ALL_FINAL,
        null);
  }

  @Test
  void sagaThatCannotBeReadBackStopsAloneWithAReason() throws Exception {
    try (House house =
        House.in(store.at(directory))
            .participant("shop", _ -> Answer.accepted(null))
            .open()
            .define(EngineTest.THREE_STEPS)) {
      for (String saga : List.of("poisoned", "fine")) {
        house.start(saga, "three");
        house.await(saga, view -> view.state().sequence() > 2);
      }
      try (Connection connection = house.source.getConnection();
          PreparedStatement damage =
              connection.prepareStatement(
                  "UPDATE log SET events = REPLACE(events, 'effect-requested', 'effect-requestet')"
                      + " WHERE saga_key = ?")) {
        damage.setLong(1, house.log.find("poisoned").orElseThrow().sagaKey());
        assertThat(damage.executeUpdate()).isPositive();
      }
    }
    try (House house = answering()) {
      EngineTest.assertRefused(
          house.orchestrator.cancel("poisoned", "see what happens", House.ANNA), "saga-stopped");
      Receipt taken =
          house.orchestrator.cancel("fine", "enough", House.ANNA).get(20, TimeUnit.SECONDS);
      assertThat(taken.sequence()).isEqualTo(house.stored("fine").size());
      assertThat(house.engine.status().stopped().values())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("effect-requestet");
    }
  }

  @Test
  void textThatCannotBeStoredIsTurnedAwayBeforeItIsPoison() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (House house =
        House.in(store.at(directory))
            .participant(
                "shop",
                _ ->
                    Answer.done(
                        answers.incrementAndGet() == 1 ? Map.of("note", "\uD800") : Map.of()))
            .open()
            .define(QUICK)) {
      house.start("s-1", "quick");
      EngineTest.assertRefused(
          house.orchestrator.cancel("s-1", "\uD800", House.ANNA), "invalid-request");
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(house.events("s-1"))
          .filteredOn(SagaEvent.AttemptFailed.class::isInstance)
          .singleElement()
          .matches(e -> ((SagaEvent.AttemptFailed) e).detail().contains("not understood"));
    }
  }

  private House answering() {
    return House.in(store.at(directory)).participant("shop", _ -> Answer.done(Map.of())).open();
  }

  @Test
  void rogueWriterCostsTheLoserOneMoreDecisionAndNobodyElse() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (House house =
        House.in(store.at(directory))
            .participant(
                "shop",
                request -> {
                  if (request.saga().equals("loser") && request.operation().equals("first")) {
                    asked.countDown();
                    go.await();
                  }
                  return Answer.done(Map.of());
                })
            .open()
            .define(EngineTest.THREE_STEPS)) {
      house.start("loser", "three");
      asked.await();
      writeBehindItsBack(house, "loser");
      go.countDown();
      for (int i = 0; i < 20; i++) {
        house.start("s-" + i, "three");
      }
      for (int i = 0; i < 20; i++) {
        assertThat(EngineTest.outcome(house.awaitEnd("s-" + i))).isEqualTo(SagaStatus.COMPLETED);
      }
      SagaView end = house.awaitEnd("loser");
      assertThat(house.events("loser"))
          .filteredOn(SagaEvent.CancelRequested.class::isInstance)
          .hasSize(1);
      assertThat(end.state().sequence()).isEqualTo(house.stored("loser").size());
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
    }
  }

  private static void writeBehindItsBack(House house, String saga) throws Exception {
    StoredEvent last = house.stored(saga).getLast();
    Frame rogue =
        new FrameEncoder(new EventCodec())
            .encode(
                last.sagaKey(),
                saga,
                last.sequence() + 1,
                last.hash(),
                List.of(
                    new Entry(
                        new SagaEvent.CancelRequested(Instant.now(), "rogue", "on purpose"),
                        new Metadata("c", "m", "rogue"))),
                null);
    house.appender.append(List.of(rogue));
  }

  @Test
  void startThatSomeoneElseHasMadeIsTheSameSaga() throws Exception {
    try (House house =
        House.in(store.at(directory))
            .participant("shop", _ -> Answer.done(Map.of()))
            .appender(Faster::new)
            .open()
            .define(EngineTest.THREE_STEPS)) {
      Receipt receipt = house.start("s-1", "three");
      assertThat(receipt.created()).isFalse();
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(house.stored("s-1").getFirst().metadata().who()).isEqualTo("somebody else");
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
    }
  }

  /** Starts the very saga that is being started, under another key, a moment earlier. */
  private record Faster(FrameAppender log) implements FrameAppender {
    @Override
    public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
      Frame first = group.getFirst();
      if (first.birth() != null) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
          entries.add(new Entry(first.event(i), new Metadata("c", "m", "somebody else")));
        }
        log.append(
            List.of(
                new FrameEncoder(new EventCodec())
                    .encode(
                        first.sagaKey() + 1,
                        first.saga(),
                        0,
                        Hash.genesis(first.saga()),
                        entries,
                        first.birth())));
      }
      log.append(group);
    }

    @Override
    public boolean isStored(Frame frame) {
      return log.isStored(frame);
    }
  }
}
