package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.format.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A payload can be taken out of a stored event and the chain still holds. */
class ErasureTest {
  private final EventCodec codec = new EventCodec();

  @Test
  void erasingAPayloadLeavesTheChainWhole() {
    Hash genesis = Hash.genesis("s");
    Frame frame =
        new FrameEncoder(codec)
            .encode(
                1,
                "s",
                1,
                genesis,
                List.of(
                    new Entry(LogOnFiles.note(1), LogOnFiles.ORIGIN),
                    new Entry(LogOnFiles.note(2), LogOnFiles.ORIGIN)),
                null);
    String text = new String(frame.bytes(), StandardCharsets.UTF_8);
    String erased = text.replaceFirst("\"payload\":\\{[^}]*},", "");
    assertThat(erased).isNotEqualTo(text).contains("note 2").doesNotContain("note 1");

    List<EventText> events = EventText.parse(erased.getBytes(StandardCharsets.UTF_8));
    assertThat(EventText.chain(genesis, events).getLast()).isEqualTo(frame.lastHash());
    assertThat(events).allMatch(event -> event.payloadIsIntact(Sha256.create()));
    EventText first = events.getFirst();
    StoredEvent event =
        new StoredEvent(
            1,
            new StoredEvent.Saga(1, "s"),
            first.envelope(),
            first.payload(),
            () -> genesis,
            codec,
            null);
    assertThat(event.payload()).isEmpty();
    assertThatThrownBy(event::event)
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("erased");
  }
}
