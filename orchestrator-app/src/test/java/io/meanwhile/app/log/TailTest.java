package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import io.meanwhile.core.model.SagaEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in memory and what is in the database make one log without a seam. */
@OnEveryStore
class TailTest {
  private static final int MORE_EVENTS_THAN_THE_TAIL_HOLDS = 20_000;
  private static final long SEED = 11;

  @TempDir Path directory;

  private final Store store;

  TailTest(Store store) {
    this.store = store;
  }

  @Test
  void readersMayBeginAnywhere() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      Random random = new Random(SEED);
      fill(files, random);
      long head = files.log.head();
      for (int i = 0; i < 300; i++) {
        long after = random.nextLong(head);
        int limit = random.nextInt(1, 700);
        List<StoredEvent> events = files.log.after(after, limit);
        assertThat(events).hasSize((int) Math.min(limit, head - after));
        assertThat(events)
            .extracting(StoredEvent::position)
            .containsExactlyElementsOf(
                LongStream.rangeClosed(after + 1, after + events.size()).boxed().toList());
      }
      assertThat(files.log.after(head, 10)).isEmpty();
    }
  }

  @Test
  void oneReaderPassesEverything() throws Exception {
    try (LogOnFiles files = new LogOnFiles(store.at(directory))) {
      fill(files, new Random(SEED));
      long position = 0;
      for (List<StoredEvent> page = files.log.after(0, 500);
          !page.isEmpty();
          page = files.log.after(position, 500)) {
        assertThat(page.getFirst().position()).isEqualTo(position + 1);
        position = page.getLast().position();
      }
      assertThat(position).isEqualTo(files.log.head());
    }
  }

  @Test
  void keysGrowEvenWhenTheClockIsSetBack() {
    SagaKeys keys = new SagaKeys(0);
    Instant noon = LogOnFiles.NOON;
    long first = keys.next(noon);
    long second = keys.next(noon.minusSeconds(60));
    long third = keys.next(noon.plusMillis(1));
    assertThat(first).isLessThan(second);
    assertThat(second).isLessThan(third);
    assertThat(new SagaKeys(third).next(noon)).isGreaterThan(third);
  }

  private static void fill(LogOnFiles files, Random random) throws Exception {
    int number = 0;
    while (files.log.head() < MORE_EVENTS_THAN_THE_TAIL_HOLDS) {
      List<Frame> group = new ArrayList<>();
      for (int i = random.nextInt(1, 200); i > 0; i--) {
        String saga = "s-" + number++;
        SagaEvent[] events = new SagaEvent[random.nextInt(1, 6)];
        for (int j = 0; j < events.length; j++) {
          events[j] = j == 0 ? started(saga) : note(j);
        }
        group.add(files.frame(saga, events));
      }
      files.appender.append(group);
    }
  }
}
