package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.log.RandomEvents;
import io.meanwhile.core.model.SagaEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bytes there are, the fast way to read them and the general one come to the same value or
 * to the same refusal.
 */
class WrittenPayloadTest {
  private static final int EVENTS = 150;
  private static final int VARIANTS = 4;
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final EventCodec codec = new EventCodec();
  private final SnapshotCodec snapshots = new SnapshotCodec();

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void payloadsReadTheSameEitherWay(long seed) {
    RandomEvents random = new RandomEvents(seed);
    Distorted distorted = new Distorted(seed);
    for (int i = 0; i < EVENTS; i++) {
      SagaEvent event = random.any();
      JsonBuffer out = new JsonBuffer();
      codec.form(event).write(out, event);
      byte[] written = out.copy(0, out.size());
      agreeOn(event, written);
      for (int variant = 0; variant < VARIANTS; variant++) {
        agreeOn(event, distorted.mutated(written));
        agreeOn(event, distorted.reworded(written));
        agreeOn(event, distorted.mutated(distorted.reworded(written)));
      }
    }
  }

  private void agreeOn(SagaEvent event, byte[] payload) {
    String type = codec.form(event).type();
    String version = codec.form(event).version();
    int to = payload.length;
    assertThat(outcome(() -> codec.read(type, version, event.at(), payload, 0, to)))
        .as(() -> new String(payload, StandardCharsets.UTF_8))
        .isEqualTo(outcome(() -> codec.readAny(type, version, event.at(), payload, 0, to)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void statesReadTheSameEitherWay(long seed) {
    RandomEvents random = new RandomEvents(seed);
    Distorted distorted = new Distorted(seed);
    byte[] written = snapshots.encode(new SnapshotCodec.Kept("c", random.saga()));
    assertThat(snapshots.decode(written)).isEqualTo(snapshots.decodeAny(written));
    for (int variant = 0; variant < VARIANTS; variant++) {
      for (byte[] state : List.of(distorted.mutated(written), distorted.reworded(written))) {
        assertThat(outcome(() -> snapshots.decode(state)))
            .isEqualTo(outcome(() -> snapshots.decodeAny(state)));
      }
    }
  }

  /** The value, or what it is refused with. */
  private static Object outcome(Supplier<Object> reading) {
    try {
      return reading.get();
    } catch (EventFormatException e) {
      return "refused: " + e.getMessage();
    }
  }

  @Test
  void whatIsWrittenHereTakesTheFastWay() {
    RandomEvents random = new RandomEvents(7);
    int fast = 0;
    for (int i = 0; i < EVENTS; i++) {
      SagaEvent event = random.any();
      RecordCodec record = RecordCodec.without(event.getClass().asSubclass(Record.class), "at");
      JsonBuffer out = new JsonBuffer();
      record.write(out, event);
      Object read = record.written(out.copy(0, out.size()), 0, out.size(), event.at());
      assertThat(read == null || read.equals(event)).isTrue();
      fast += read == null ? 0 : 1;
    }
    // Whole numbers of more than 15 digits go the other way, and these events are full of them.
    assertThat(fast).isGreaterThan(EVENTS / 2);
  }

  @Test
  void olderVersionsAreStillLifted() {
    String type = EventCodec.name(SagaEvent.HoldDropped.class);
    Upcaster lift =
        new Upcaster(
            type, "1", old -> new VersionedPayload(old.type(), "2", Map.of("why", "lifted")));
    EventCodec lifting = new EventCodec(List.of(lift), Map.of(type, "2"));
    byte[] payload = WrittenJson.ascii("{\"why\":\"as it was\"}");
    assertThat(lifting.read(type, "1", AT, payload, 0, payload.length))
        .isEqualTo(new SagaEvent.HoldDropped(AT, "lifted"));
    assertThat(lifting.read(type, "2", AT, payload, 0, payload.length))
        .isEqualTo(new SagaEvent.HoldDropped(AT, "as it was"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.120Z",
        "2026-03-01T12:00:00.123456789Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "2024-02-29T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T23:59:60Z",
        "2026-03-01T12:00:00.1Z",
        "2026-03-01T12:00:00.Z",
        "2026-03-01T12:00:00+02:00",
        "+12026-03-01T12:00:00Z",
        "-0001-03-01T12:00:00Z",
        "2026-03-01t12:00:00z",
        "2026-3-01T12:00:00.00Z",
        "20x6-03-01T12:00:00Z",
        "2026-13-01T12:00:00Z",
        "2026-03-01T12:00Z",
        "",
        "noon"
      })
  void timesReadAsJavaReadsThem(String text) {
    assertThat(timeOrRefusal(() -> Times.parse(text)))
        .isEqualTo(timeOrRefusal(() -> Instant.parse(text)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void timesAreWrittenAsJavaWritesThem(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      long seconds = random.nextLong(-80_000_000_000L, 300_000_000_000L);
      int unit = List.of(1, 1000, 1_000_000, 1_000_000_000).get(random.nextInt(4));
      Instant time =
          Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000 / unit) * (long) unit);
      assertThat(Times.text(time)).isEqualTo(time.toString());
      assertThat(Times.parse(time.toString())).isEqualTo(time);
    }
    for (Instant time :
        List.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.EPOCH.minusNanos(1))) {
      assertThat(Times.text(time)).isEqualTo(time.toString());
      assertThat(Times.parse(time.toString())).isEqualTo(time);
    }
  }

  private static Object timeOrRefusal(Supplier<Instant> reading) {
    try {
      return reading.get();
    } catch (java.time.format.DateTimeParseException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
