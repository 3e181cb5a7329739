package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.AppendConflictException;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameAppender;
import io.meanwhile.app.log.LogUnavailableException;
import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.participant.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that fails, and more work than there is room for: callers hear it, nothing is lost. */
@OnEveryStore
@Timeout(60)
class OutageTest {
  @TempDir Path directory;

  private final Store store;

  OutageTest(Store store) {
    this.store = store;
  }

  /** Fails as it is told to. */
  static final class Failing implements FrameAppender {
    private final FrameAppender log;
    volatile Fault fault = Fault.NONE;
    final AtomicInteger failures = new AtomicInteger();

    enum Fault {
      NONE,
      NOT_STORED,
      STORED_YET_NOT_KNOWN,
      LOST_YET_NOT_KNOWN
    }

    Failing(FrameAppender log) {
      this.log = log;
    }

    @Override
    public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
      Fault now = fault;
      if (now == Fault.NONE || now == Fault.STORED_YET_NOT_KNOWN) {
        log.append(group);
      }
      if (now == Fault.STORED_YET_NOT_KNOWN || now == Fault.LOST_YET_NOT_KNOWN) {
        fault = Fault.NONE; // once: what follows from it is to be written
      }
      if (now != Fault.NONE) {
        failures.incrementAndGet();
        throw new LogUnavailableException("on purpose", now != Fault.NOT_STORED, new Error());
      }
    }

    @Override
    public boolean isStored(Frame frame) {
      return log.isStored(frame);
    }
  }

  @Test
  void whileTheLogFailsCallersHearItAndAfterwardsAllGoesOn() throws Exception {
    var failing = new Failing[1];
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (House house =
        House.in(store.at(directory))
            .participant(
                "shop",
                _ -> {
                  asked.countDown();
                  go.await();
                  return Answer.done(Map.of());
                })
            .appender(log -> failing[0] = new Failing(log))
            .open()
            .define(EngineTest.THREE_STEPS)) {
      house.start("before", "three");
      asked.await();
      failing[0].fault = Failing.Fault.NOT_STORED;
      EngineTest.assertRefused(
          house.orchestrator.start(House.request("during", "three")), "unavailable");
      go.countDown();
      failing[0].fault = Failing.Fault.NONE;
      house.awaitEnd("before");
      assertThat(house.orchestrator.find("during")).isEmpty();
      assertThat(house.start("during", "three").created()).isTrue();
      house.awaitEnd("during");
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
    }
  }

  @Test
  void whatTurnsOutToBeStoredIsAcknowledged() throws Exception {
    assertThat(startThrough(Failing.Fault.STORED_YET_NOT_KNOWN)).isTrue();
  }

  @Test
  void whatTurnsOutToBeLostIsRefusedAndCanBeStartedAgain() throws Exception {
    assertThat(startThrough(Failing.Fault.LOST_YET_NOT_KNOWN)).isFalse();
  }

  /** True when the start was acknowledged although the answer to its commit was lost. */
  private boolean startThrough(Failing.Fault fault) throws Exception {
    var failing = new Failing[1];
    try (House house =
        House.in(store.at(directory))
            .participant("shop", _ -> Answer.done(Map.of()))
            .appender(log -> failing[0] = new Failing(log))
            .open()
            .define(EngineTest.THREE_STEPS)) {
      failing[0].fault = fault;
      CompletableFuture<Receipt> start = house.orchestrator.start(House.request("s-1", "three"));
      while (failing[0].failures.get() == 0) {
        Thread.sleep(1);
      }
      failing[0].fault = Failing.Fault.NONE;
      boolean acknowledged =
          start.handle((receipt, _) -> receipt != null).get(20, TimeUnit.SECONDS);
      if (!acknowledged) {
        EngineTest.assertRefused(start, "unavailable");
      }
      while (!house.engine.status().working()) {
        Thread.sleep(1);
      }
      assertThat(house.start("s-1", "three").created()).isEqualTo(!acknowledged);
      assertThat(EngineTest.outcome(house.awaitEnd("s-1"))).isEqualTo(SagaStatus.COMPLETED);
      assertThat(house.durable.verification().verify(10).flaws()).isEmpty();
      return acknowledged;
    }
  }

  @Test
  void startsBeyondTheLimitAreBusyAndOutcomesAreNot() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    EngineLimits limits = new EngineLimits(1, 4, 256, 4, 3, 100, 1L << 30);
    try (House house =
        House.in(store.at(directory))
            .participant("shop", _ -> Answer.done(Map.of()))
            .appender(log -> new Stuck(log, stuck))
            .limits(limits)
            .open()
            .define(EngineTest.THREE_STEPS)) {
      List<CompletableFuture<Receipt>> taken = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        taken.add(house.orchestrator.start(House.request("s-" + i, "three")));
      }
      EngineTest.assertRefused(house.orchestrator.start(House.request("s-3", "three")), "busy");
      stuck.countDown();
      for (CompletableFuture<Receipt> start : taken) {
        house.awaitEnd(start.get(20, TimeUnit.SECONDS).saga());
      }
      assertThat(house.start("s-3", "three").created()).isTrue();
    }
  }

  private record Stuck(FrameAppender log, CountDownLatch until) implements FrameAppender {
    @Override
    public void append(List<Frame> group) throws AppendConflictException, InterruptedException {
      until.await();
      log.append(group);
    }

    @Override
    public boolean isStored(Frame frame) {
      return log.isStored(frame);
    }
  }

  @Test
  void moreSagasThanMemoryHoldsAllEnd() throws Exception {
    EngineLimits limits = new EngineLimits(2, 1024, 256, 4096, 1000, 10, 1L << 30);
    try (House house =
        House.in(store.at(directory))
            .participant("shop", _ -> Answer.done(Map.of()))
            .limits(limits)
            .open()
            .define(EngineTest.THREE_STEPS)) {
      List<CompletableFuture<Receipt>> starts = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        starts.add(house.orchestrator.start(House.request("s-" + i, "three")));
      }
      for (CompletableFuture<Receipt> start : starts) {
        start.get(20, TimeUnit.SECONDS);
      }
      for (int i = 0; i < 300; i++) {
        assertThat(EngineTest.outcome(house.awaitEnd("s-" + i))).isEqualTo(SagaStatus.COMPLETED);
      }
      for (int i = 0; i < 50; i++) {
        assertThat(house.start("s-" + i, "three").created()).isFalse();
      }
      assertThat(house.engine.status().hotSagas()).isLessThanOrEqualTo(20);
    }
  }
}
