package io.meanwhile.app.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmsTest {

  @Test
  void tenThousandAlarmsRingInOrderAndNoneEarly() throws Exception {
    Queue<Long> early = new ConcurrentLinkedQueue<>();
    Queue<Long> rang = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(10_000);
    Random random = new Random(7);
    try (Alarms alarms = new Alarms("test", System::nanoTime)) {
      long start = System.nanoTime() + 200_000_000L;
      for (int i = 0; i < 10_000; i++) {
        long at = start + random.nextInt(300_000_000);
        alarms.set(
            at,
            () -> {
              if (System.nanoTime() < at) {
                early.add(at);
              }
              rang.add(at);
              all.countDown();
            });
      }
      all.await();
    }
    assertThat(early).isEmpty();
    assertThat(List.copyOf(rang)).isSorted();
  }

  @Test
  void clearedAlarmDoesNotRingAndOneThatFailsHarmsNobody() throws Exception {
    CountDownLatch last = new CountDownLatch(1);
    Queue<String> rang = new ConcurrentLinkedQueue<>();
    try (Alarms alarms = new Alarms("test", System::nanoTime)) {
      long now = System.nanoTime();
      Alarms.Alarm cleared = alarms.set(now + 100_000_000L, () -> rang.add("cleared"));
      alarms.set(
          now,
          () -> {
            throw new IllegalStateException("on purpose");
          });
      alarms.set(now + 200_000_000L, last::countDown);
      alarms.clear(cleared);
      alarms.clear(cleared);
      last.await();
      assertThat(alarms.size()).isZero();
    }
    assertThat(rang).isEmpty();
  }

  @Test
  void clockThatJumpsForwardRingsWhatIsDueSoon() throws Exception {
    AtomicLong clock = new AtomicLong();
    Semaphore rang = new Semaphore(0);
    try (Alarms alarms = new Alarms("test", clock::get)) {
      alarms.set(3_600_000_000_000L, rang::release);
      assertThat(rang.tryAcquire()).isFalse();
      clock.set(3_600_000_000_000L);
      rang.acquire();
    }
  }

  @Test
  void gatePassesItsPermitsOnInOrderAndLosesNone() throws Exception {
    Gate gate = new Gate(1, _ -> {});
    Queue<Integer> order = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(1000);
    IntStream.range(0, 1000)
        .forEach(i ->
            gate.enter(() -> {
              order.add(i);
              all.countDown();
            }));
    all.await();
    assertThat(order).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    assertThat(List.of(gate.waiting())).containsExactly(0);
  }
}
