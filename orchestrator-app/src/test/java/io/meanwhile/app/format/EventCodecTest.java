package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.QuestionClosed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final String TYPE = "meanwhile.saga.question-closed";
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final EventCodec codec = new EventCodec();

  @Test
  void namesAreDerivedFromTheEvents() {
    assertThat(codec.types())
        .contains("meanwhile.saga.effect-requested", "meanwhile.saga.saga-ended", TYPE)
        .hasSize(SagaEvent.class.getPermittedSubclasses().length);
    assertThat(codec.form(new QuestionClosed(AT, 1, "word came")).type()).isEqualTo(TYPE);
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(codec.read(TYPE, "1", AT, Map.of("question", 1L, "why", "so", "mood", "good")))
        .isEqualTo(new QuestionClosed(AT, 1, "so"));
  }

  @Test
  void whatCannotBeReadSaysWhy() {
    assertThatThrownBy(() -> codec.read("meanwhile.saga.beamed", "1", AT, Map.of()))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("unknown type");
    assertThatThrownBy(() -> codec.read(TYPE, "2", AT, Map.of()))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("unknown version 2");
    assertThatThrownBy(() -> codec.read(TYPE, "1", AT, Map.of("question", 1L)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("QuestionClosed.why is missing");
    assertThatThrownBy(() -> codec.read(TYPE, "1", AT, Map.of("question", "one", "why", "so")))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("QuestionClosed.question: expected a whole number");
  }

  @Test
  void olderVersionsAreLiftedStepByStep() {
    EventCodec later =
        new EventCodec(
            List.of(
                new Upcaster(
                    "meanwhile.saga.ask-closed",
                    "1",
                    old -> new VersionedPayload(TYPE, "1", old.payload())),
                new Upcaster(
                    TYPE,
                    "1",
                    old -> {
                      Map<String, @Nullable Object> payload = new HashMap<>(old.payload());
                      payload.putIfAbsent("why", "not said");
                      return new VersionedPayload(TYPE, "2", payload);
                    })),
            Map.of(TYPE, "2"));
    QuestionClosed lifted = new QuestionClosed(AT, 4, "not said");
    assertThat(later.read("meanwhile.saga.ask-closed", "1", AT, Map.of("question", 4L)))
        .isEqualTo(lifted);
    assertThat(later.read(TYPE, "1", AT, Map.of("question", 4L))).isEqualTo(lifted);
    assertThat(later.form(lifted).version()).isEqualTo("2");
  }
}
