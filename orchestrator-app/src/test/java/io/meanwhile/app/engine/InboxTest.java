package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many producers, one consumer: nothing is lost, and nobody waits for what is there. */
@Timeout(60)
class InboxTest {
  private static final int PRODUCERS = 4;
  private static final int EACH = 50_000;

  private record Item(int producer, int number) {}

  private final Inbox<Item> inbox = new Inbox<>();

  @Test
  void whatIsAddedIsTakenOnceAndInTheOrderOfItsProducer() throws Exception {
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < PRODUCERS; p++) {
      int producer = p;
      producers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int number = 0; number < EACH; number++) {
                  inbox.add(new Item(producer, number));
                  if (number % 100 == 0) {
                    LockSupport.parkNanos(1); // so that the consumer often finds nothing, and waits
                  }
                }
              }));
    }
    int[] next = new int[PRODUCERS];
    ArrayDeque<Item> taken = new ArrayDeque<>();
    for (int left = PRODUCERS * EACH; left > 0; ) {
      assertThat(inbox.take(taken)).isTrue();
      for (; !taken.isEmpty(); left--) {
        Item item = taken.remove();
        assertThat(item.number()).isEqualTo(next[item.producer()]++);
      }
    }
    for (Thread producer : producers) {
      producer.join();
    }
  }

  @Test
  void onceClosedItGivesWhatIsThereAndThenEnds() throws Exception {
    inbox.add(new Item(0, 0));
    inbox.close();
    ArrayDeque<Item> taken = new ArrayDeque<>();
    assertThat(inbox.take(taken)).isTrue();
    assertThat(taken).containsExactly(new Item(0, 0));
    taken.clear();
    assertThat(inbox.take(taken)).isFalse();
    assertThat(inbox.isClosed()).isTrue();
  }

  @Test
  void closingWakesTheConsumerThatWaits() throws Exception {
    List<Boolean> told = new ArrayList<>();
    Thread consumer = consumer(told);
    while (consumer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    inbox.close();
    consumer.join();
    assertThat(told).containsExactly(false);
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> inbox.take(new ArrayDeque<>()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private Thread consumer(List<Boolean> told) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            told.add(inbox.take(new ArrayDeque<>()));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
