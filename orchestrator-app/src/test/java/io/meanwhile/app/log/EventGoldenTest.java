package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.JsonReading;
import io.meanwhile.core.model.SagaEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every event type has a file in {@code events/} that shows it as it is stored, with all its
 * components. What the file holds is read and written back byte for byte; a file never changes.
 */
class EventGoldenTest {
  private static final String SAGA = "transfer-7";

  private final EventCodec codec = new EventCodec();

  static Stream<String> types() {
    return new EventCodec().types().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void storedFormIsReadAndWrittenByteForByte(String type) throws IOException {
    readAndWritten(type, golden(type));
  }

  /** What lacks a component that was added later reads as if it said nothing of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "observation-recorded-of-one-observer",
        "observation-recorded-of-no-sequence",
        "stray-recorded-of-no-sequence",
        "effect-requested-of-no-limit",
        "diverged-of-a-default",
        "cancel-requested-of-no-before",
        "question-answered-of-no-before"
      })
  void whatWasStoredBeforeAComponentWasAddedIsReadAndWrittenByteForByte(String older)
      throws IOException {
    String golden = golden(EventCodec.NAMESPACE + ".older/" + older);
    String type = older.substring(0, older.indexOf("-of-"));
    readAndWritten(EventCodec.NAMESPACE + "." + type, golden);
  }

  private void readAndWritten(String type, String golden) {
    byte[] frame = ("[" + golden + "]").getBytes(StandardCharsets.UTF_8);
    EventText text = EventText.parse(frame).getFirst();
    assertThat(text.envelope().type()).isEqualTo(type);
    assertThat(text.payloadIsIntact(Sha256.create())).isTrue();

    SagaEvent event = event(text);
    Frame written =
        new FrameEncoder(codec)
            .encode(
                1,
                SAGA,
                text.envelope().sequence(),
                Hash.genesis(SAGA),
                List.of(new Entry(event, text.envelope().metadata())),
                null);
    assertThat(new String(written.bytes(), StandardCharsets.UTF_8)).isEqualTo("[" + golden + "]");
  }

  @ParameterizedTest
  @MethodSource("types")
  void goldenFileShowsEveryComponent(String type) throws IOException {
    EventText text =
        EventText.parse(("[" + golden(type) + "]").getBytes(StandardCharsets.UTF_8)).getFirst();
    Set<String> components = new HashSet<>();
    for (RecordComponent component : event(text).getClass().getRecordComponents()) {
      components.add(component.getName());
    }
    components.remove("at");
    Object payload = JsonReading.stored().read(text.payload().copy());
    assertThat(payload).isInstanceOf(Map.class);
    assertThat(((Map<?, ?>) Objects.requireNonNull(payload)).keySet()).isEqualTo(components);
  }

  private SagaEvent event(EventText text) {
    return new StoredEvent(
            1,
            new StoredEvent.Saga(1, SAGA),
            text.envelope(),
            text.payload(),
            () -> Hash.genesis(SAGA),
            codec,
            null)
        .event();
  }

  private static String golden(String type) throws IOException {
    String file = "/events/" + type.substring(EventCodec.NAMESPACE.length() + 1) + ".json";
    try (InputStream in = EventGoldenTest.class.getResourceAsStream(file)) {
      assertThat(in).as("the golden file " + file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }
  }
}
