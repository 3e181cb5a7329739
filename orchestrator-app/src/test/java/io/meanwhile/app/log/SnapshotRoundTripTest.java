package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.format.CanonicalJson;
import io.meanwhile.app.format.EventFormatException;
import io.meanwhile.app.format.JsonReading;
import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.core.model.Saga;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a state holds comes back from its bytes, and the bytes are canonical. */
class SnapshotRoundTripTest {
  private static final int STATES = 20;

  private final SnapshotCodec codec = new SnapshotCodec();

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void statesComeBackAsTheyWere(long seed) {
    RandomEvents random = new RandomEvents(seed);
    for (int i = 0; i < STATES; i++) {
      var kept = new SnapshotCodec.Kept("\u20ac\"" + i, random.saga());
      byte[] bytes = codec.encode(kept);
      SnapshotCodec.Kept read = codec.decode(bytes);

      assertThat(read).isEqualTo(kept);
      // Maps are equal in any order; effects and questions have one.
      assertThat(List.copyOf(read.saga().all())).isEqualTo(List.copyOf(kept.saga().all()));
      assertThat(List.copyOf(read.saga().questions().keySet()))
          .isEqualTo(List.copyOf(kept.saga().questions().keySet()));
      assertThat(codec.encode(read)).isEqualTo(bytes);
      assertThat(CanonicalJson.bytes(JsonReading.stored().read(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void stateBeforeTheStartComesBackToo() {
    var kept = new SnapshotCodec.Kept("c", Saga.NOT_STARTED);
    assertThat(codec.decode(codec.encode(kept))).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"correlation\":\"c\"}",
        "{\"correlation\":\"c\",\"saga\":{\"id\":7}}",
        "{\"correlation\":\"c\",\"saga\":[[[[]]]]}"
      })
  void whatIsNoStateIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(EventFormatException.class);
  }
}
