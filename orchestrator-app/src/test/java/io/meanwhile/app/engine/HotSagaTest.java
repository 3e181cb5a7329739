package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.AppendConflictException;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes of 100 observations a second to one saga, as fast as it goes. */
@Timeout(180)
class HotSagaTest {
  private static final int OBSERVATIONS = Integer.getInteger("meanwhile.test.observations", 60_000);
  private static final int AT_ONCE = 2_000;
  private static final int FRAME_EVENTS = 256;
  private static final String ONE = "saga: one\nversion: 1\nsteps:\n  only: { call: desk/only }\n";

  private final SnapshotCodec codec = new SnapshotCodec();

  @TempDir Path directory;

  @Test
  void takesThemAllAndStillCloses() throws Exception {
    AtomicInteger largest = new AtomicInteger();
    int early;
    try (House house = house(largest).define(LongSaga.DEFINITION).define(ONE)) {
      house.start("s-1", "patient");
      house.await("s-1", view -> view.state().effect(LongSaga.ONLY) != null);
      observe(house, 1, OBSERVATIONS / 10);
      early = size(house);
      observe(house, OBSERVATIONS / 10 + 1, OBSERVATIONS / 2);
      KeptStatesTest.awaitSnapshot(house, kept -> kept.sequence() > OBSERVATIONS / 10);
    }
    try (House house = house(largest)) {
      observe(house, OBSERVATIONS / 2 + 1, OBSERVATIONS);
      Effect only = effect(house);
      assertThat(only.depth()).isEqualTo(OBSERVATIONS);
      assertThat(only.seen()).hasSizeLessThanOrEqualTo(Effect.SEEN);
      assertThat(size(house)).as("bytes of its state").isLessThan(early + early / 10);
      assertThat(largest).hasValueLessThan(2 * FRAME_EVENTS);

      house.orchestrator.observe("s-1", observation(100_000), House.ANNA).get(20, TimeUnit.SECONDS);
      SagaView end = house.awaitEnd("s-1");
      assertThat(EngineTest.outcome(end)).isEqualTo(SagaStatus.COMPLETED);
      assertThat(end.state().sequence()).isGreaterThan(OBSERVATIONS);
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
    }
  }

  /** All of them at once, and only then others are started: in the same lane, as there is one. */
  @Test
  void itsNeighboursAreNotKeptWaiting() throws Exception {
    AtomicInteger largest = new AtomicInteger();
    try (House house = house(largest).define(LongSaga.DEFINITION).define(ONE)) {
      house.start("s-1", "patient");
      house.await("s-1", view -> view.state().effect(LongSaga.ONLY) != null);
      List<CompletableFuture<Receipt>> all = new ArrayList<>();
      for (int i = 1; i <= OBSERVATIONS / 2; i++) {
        all.add(house.orchestrator.observe("s-1", observation(i), House.ANNA));
      }
      Receipt neighbour = house.start("n-1", "one");
      long unanswered = all.stream().filter(each -> !each.isDone()).count();

      assertThat(neighbour.created()).isTrue();
      assertThat(unanswered).as("observations still waiting when it was started").isPositive();
      assertThat(EngineTest.outcome(house.awaitEnd("n-1"))).isEqualTo(SagaStatus.COMPLETED);
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
      assertThat(effect(house).depth()).isEqualTo(OBSERVATIONS / 2);
    }
  }

  private House house(AtomicInteger largest) {
    return House.in(directory)
        .participant("shop", HotSagaTest::patiently)
        .participant("desk", _ -> Answer.done(Map.of()))
        .appender(log -> new Measuring(log, largest))
        .open();
  }

  private static @Nullable Answer patiently(EffectRequest request) {
    return request.operation().equals("only") ? Answer.accepted(Map.of()) : Answer.done(Map.of());
  }

  private record Measuring(FrameAppender log, AtomicInteger largest) implements FrameAppender {
    @Override
    public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
      group.forEach(frame -> largest.accumulateAndGet(frame.size(), Math::max));
      log.append(group);
    }

    @Override
    public boolean isStored(Frame frame) {
      return log.isStored(frame);
    }
  }

  private static void observe(House house, int from, int to) throws Exception {
    ArrayDeque<CompletableFuture<Receipt>> waiting = new ArrayDeque<>();
    for (int i = from; i <= to; i++) {
      var seen = observation(i);
      waiting.add(house.orchestrator.observe("s-1", seen, House.ANNA));
      if (waiting.size() == AT_ONCE) {
        waiting.remove().get(20, TimeUnit.SECONDS);
      }
    }
    for (CompletableFuture<Receipt> each : waiting) {
      each.get(20, TimeUnit.SECONDS);
    }
  }

  private static Observation observation(int number) {
    return LongSaga.observation(number, Instant.now());
  }

  private static Effect effect(House house) {
    var state = house.orchestrator.find("s-1").orElseThrow().state();
    return Objects.requireNonNull(state.effect(LongSaga.ONLY));
  }

  private int size(House house) {
    var state = house.orchestrator.find("s-1").orElseThrow().state();
    return codec.encode(new SnapshotCodec.Kept("c", state)).length;
  }
}
