package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.Hash;
import io.meanwhile.app.log.Snapshot;
import io.meanwhile.core.participant.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A snapshot is a shortcut, never a truth. */
@Timeout(120)
class SnapshotTest {
  private final SnapshotCodec codec = new SnapshotCodec();
  private final Logger logger = (Logger) LoggerFactory.getLogger(SnapshotReader.class);
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @TempDir Path directory;
  private House house;

  @BeforeEach
  void open() {
    house =
        House.in(directory)
            .participant("shop", _ -> Answer.done(Map.of()))
            .open()
            .define(LongSaga.DEFINITION);
    logger.setLevel(Level.INFO);
    said.start();
    logger.addAppender(said);
  }

  @AfterEach
  void close() {
    logger.detachAppender(said);
    logger.setLevel(null);
    house.close();
  }

  @Test
  void hundredThousandEventsAreNotReadAgain() throws Exception {
    LongSaga saga = new LongSaga(house, "s-1").grow(99_960, 250);
    house.durable.snapshots().put(List.of(saga.snapshot(codec)));
    saga.grow(100_000, 40);
    ReadLog log = new ReadLog(house.log);
    SagaReader reader = reader(log);

    long before = System.nanoTime();
    HotSaga read = load(reader, saga);
    long micros = (System.nanoTime() - before) / 1000;

    System.out.printf("state of 100,000 events from its snapshot: %d us%n", micros);
    assertThat(log.events()).isEqualTo(40);
    assertThat(read.state).isEqualTo(saga.state());
    assertThat(read.pinned.correlation()).isEqualTo("exchange-7");
    assertThat(read.kept).isEqualTo(99_960);
    assertThat(said.list).isEmpty();
  }

  /** What can be wrong with a snapshot. */
  enum Flaw {
    TAMPERED("changed after it was written"),
    TIED_TO_ANOTHER_SAGA("changed after it was written"),
    UNREADABLE("malformed state"),
    OF_ANOTHER_SHAPE("another version"),
    AHEAD_OF_THE_LOG("does not end an append there"),
    WITHIN_AN_APPEND("does not end an append there"),
    OF_ANOTHER_HISTORY("tells another history"),
    OF_ANOTHER_SAGA("of another saga"),
    OF_ANOTHER_TIME("of another saga");

    final String words;

    Flaw(String words) {
      this.words = words;
    }
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void whatIsWrongIsNotUsedAndSaidOnce(Flaw flaw) throws Exception {
    LongSaga other = new LongSaga(house, "other").grow(500, 25);
    LongSaga saga = new LongSaga(house, "s-1").grow(500, 25);
    spoil(flaw, saga, other);
    saga.grow(550, 25);
    ReadLog log = new ReadLog(house.log);
    SagaReader reader = reader(log);

    for (int i = 0; i < 3; i++) {
      HotSaga read = load(reader, saga);
      assertThat(read.state).isEqualTo(saga.state());
      assertThat(read.pinned.correlation()).isEqualTo("exchange-7");
      assertThat(read.kept).isZero();
    }
    assertThat(log.events()).isEqualTo(3 * 550);
    assertThat(said.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getFormattedMessage()).contains(flaw.words));
  }

  private void spoil(Flaw flaw, LongSaga saga, LongSaga other) throws Exception {
    Snapshot good = saga.snapshot(codec);
    Snapshot foreign = other.snapshot(codec);
    house.durable.snapshots().put(List.of(good));
    long key = saga.key();
    byte[] bytes = good.state();
    Hash hash = good.hash();
    switch (flaw) {
      case TAMPERED -> {
        byte[] changed =
            new String(bytes, StandardCharsets.UTF_8)
                .replace("shop", "shoq")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(change("state = ?", changed, key)).isOne();
      }
      case TIED_TO_ANOTHER_SAGA -> {
        house.durable.snapshots().put(List.of(foreign));
        assertThat(change("saga_key = ?", -1L, key)).isOne();
        assertThat(change("saga_key = ?", key, other.key())).isOne();
      }
      case UNREADABLE -> put(key, 500, hash, codec.shape(), "{}".getBytes(StandardCharsets.UTF_8));
      case OF_ANOTHER_SHAPE -> put(key, 500, hash, "0".repeat(64), bytes);
      case AHEAD_OF_THE_LOG -> put(key, 9_000, hash, codec.shape(), bytes);
      case WITHIN_AN_APPEND -> put(key, 499, hash, codec.shape(), bytes);
      case OF_ANOTHER_HISTORY -> put(key, 500, Hash.genesis("s-2"), codec.shape(), bytes);
      case OF_ANOTHER_SAGA -> put(key, 500, hash, codec.shape(), foreign.state());
      case OF_ANOTHER_TIME -> {
        saga.grow(525, 25);
        put(key, 525, saga.snapshot(codec).hash(), codec.shape(), bytes);
      }
    }
  }

  private void put(long key, long sequence, Hash hash, String shape, byte[] state) {
    house
        .durable
        .snapshots()
        .put(List.of(new Snapshot(key, sequence, hash, shape, Clock.systemUTC().instant(), state)));
  }

  private int change(String set, Object value, long key) {
    return JdbcClient.create(house.source)
        .sql("UPDATE snapshot SET " + set + " WHERE saga_key = ?")
        .params(value, key)
        .update();
  }

  /** The log was restored from an older backup, and the saga has gone another way since. */
  @Test
  void snapshotOfALogThatIsNoMoreIsNotUsed() throws Exception {
    LongSaga saga = new LongSaga(house, "s-1").grow(500, 25);
    Snapshot later = saga.snapshot(codec);
    LongSaga restored = new LongSaga(house, "s-2").grow(300, 25);
    put(restored.key(), later.sequence(), later.hash(), codec.shape(), later.state());
    restored.grow(600, 25);

    assertThat(load(reader(new ReadLog(house.log)), restored).state).isEqualTo(restored.state());
    assertThat(said.list).hasSize(1);
  }

  /** An event that cannot follow on the snapshot: perhaps it is the snapshot that is wrong. */
  @Test
  void whatDoesNotFollowASnapshotIsReadFromTheBeginning() throws Exception {
    LongSaga saga = new LongSaga(house, "s-1").grow(500, 25);
    String text = new String(saga.snapshot(codec).state(), StandardCharsets.UTF_8);
    String emptied =
        text.replaceFirst("\"effects\":\\[.*],\"extensions\"", "\"effects\":[],\"extensions\"");
    assertThat(emptied).isNotEqualTo(text);
    byte[] bytes = emptied.getBytes(StandardCharsets.UTF_8);
    put(saga.key(), 500, saga.snapshot(codec).hash(), codec.shape(), bytes);
    saga.grow(550, 25);

    assertThat(load(reader(new ReadLog(house.log)), saga).state).isEqualTo(saga.state());
    assertThat(said.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getFormattedMessage()).contains("does not fit"));
  }

  private SagaReader reader(ReadLog log) {
    var store = house.durable.snapshots();
    SnapshotWriter nobody =
        new SnapshotWriter(
            store,
            new SnapshotPolicy(1_000_000, 1_000_000, 1_000_000, Duration.ZERO, 1),
            codec,
            Clock.systemUTC(),
            Map.of());
    Versions versions = new Versions(house.definitions, (_, _) -> {});
    return new SagaReader(log, versions, new SnapshotReader(store, codec), nobody);
  }

  private static HotSaga load(SagaReader reader, LongSaga saga) {
    return ((Arrival.Loading.Found) reader.load(saga.key())).saga();
  }
}
