package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.CanonicalJson;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.JsonReading;
import io.meanwhile.core.model.SagaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an event holds comes back from its bytes, and the bytes are canonical. */
class EventRoundTripTest {
  private static final int FRAMES = 200;
  private static final String SAGA = "s";

  private final EventCodec codec = new EventCodec();
  private final FrameEncoder encoder = new FrameEncoder(codec);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void eventsComeBackAsTheyWere(long seed) {
    RandomEvents random = new RandomEvents(seed);
    Hash last = Hash.genesis(SAGA);
    long sequence = 1;
    for (int i = 0; i < FRAMES; i++) {
      List<SagaEvent> events = random.some();
      Frame frame = encoder.encode(1, SAGA, sequence, last, entries(events), null);
      check(frame, events, last);
      last = frame.lastHash();
      sequence += events.size();
    }
  }

  private void check(Frame frame, List<SagaEvent> events, Hash before) {
    assertThat(CanonicalJson.bytes(JsonReading.stored().read(frame.bytes())))
        .isEqualTo(frame.bytes());
    List<EventText> texts = EventText.parse(frame.bytes());
    assertThat(texts).hasSameSizeAs(events);
    assertThat(EventText.chain(before, texts).getLast()).isEqualTo(frame.lastHash());
    for (int i = 0; i < events.size(); i++) {
      EventText text = texts.get(i);
      StoredEvent read =
          new StoredEvent(
              1,
              new StoredEvent.Saga(1, SAGA),
              text.envelope(),
              text.payload(),
              () -> before,
              codec,
              null);
      assertThat(read.event()).isEqualTo(events.get(i));
      assertThat(text.payloadIsIntact(Sha256.create())).isTrue();
    }
  }

  private static List<Entry> entries(List<SagaEvent> events) {
    List<Entry> entries = new ArrayList<>();
    for (SagaEvent event : events) {
      entries.add(new Entry(event, new Metadata("c", "\u20ac\"", "who")));
    }
    return entries;
  }
}
