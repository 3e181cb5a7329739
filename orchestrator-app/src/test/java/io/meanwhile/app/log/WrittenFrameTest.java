package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.Distorted;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.core.model.SagaEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bytes a frame holds, the fast way to read it and the general one come to the same events
 * or both refuse it.
 */
class WrittenFrameTest {
  private static final int FRAMES = 60;
  private static final int VARIANTS = 4;

  private final FrameEncoder encoder = new FrameEncoder(new EventCodec());

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void framesReadTheSameEitherWay(long seed) {
    RandomEvents random = new RandomEvents(seed);
    Distorted distorted = new Distorted(seed);
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = frame(random.some()).bytes();
      agreeOn(frame);
      for (int variant = 0; variant < VARIANTS; variant++) {
        agreeOn(distorted.mutated(frame));
        agreeOn(distorted.reworded(frame));
        agreeOn(distorted.mutated(distorted.reworded(frame)));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsWrittenHereTakesTheFastWay(long seed) {
    byte[] frame =
        frame(List.of(LogOnFiles.started("\u00e4\n" + seed), LogOnFiles.note(1))).bytes();
    assertThat(WrittenFrame.read(frame)).isNotNull().isEqualTo(EventText.parseAny(frame));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$,\"payload\":55,",
        "$,\"payload\":\"text\",",
        "$,\"payload\":[1],",
        "$,\"payload\":null,",
        "$,\"payload\":{},",
        "$,\"payload\": {},",
        "$,\"payload\":{\"a\":1,\"a\":2},",
        "$,\"payload\":{\"a\":01},",
        "$,\"payload\":{\"a\":1e999},",
        "$,\"payload\":{\"a\":-0},",
        "$,\"payload\":{\"a\":-},",
        "$,\"payload\":{\"a\":tru},",
        "$,\"payload\":{\"a\":truex},",
        "$,\"payload\":{,\"a\":1},",
        "$,\"payload\":{\"a\":1,},",
        "$,"
      })
  void oddPayloadsReadTheSameEitherWay(String odd) {
    String metadata = "\"metadata\":{\"causation\":\"m\",\"correlation\":\"c\",\"who\":\"\"}";
    String event =
        "[{\"digest\":\"d\","
            + odd.replace("$", metadata)
            + "\"recordedAt\":\"2026-03-01T12:00:00Z\",\"sequence\":0,\"type\":\"t\","
            + "\"version\":\"1\"}]";
    agreeOn(event.getBytes(StandardCharsets.UTF_8));
  }

  private Frame frame(List<SagaEvent> events) {
    List<Entry> entries =
        events.stream()
            .map(event -> new Entry(event, new Metadata("c", "\u20ac\"", "who")))
            .toList();
    return encoder.encode(1, "s", 1, Hash.genesis("s"), entries, null);
  }

  private static void agreeOn(byte[] frame) {
    assertThat(outcome(frame, EventText::parse))
        .as(() -> new String(frame, StandardCharsets.UTF_8))
        .isEqualTo(outcome(frame, EventText::parseAny));
  }

  /** The events, or what the frame is refused with; their slices are of the very same array. */
  private static Object outcome(byte[] frame, Function<byte[], List<EventText>> parse) {
    try {
      return parse.apply(frame);
    } catch (DamagedLogException e) {
      return "refused: " + e.getMessage();
    }
  }
}
