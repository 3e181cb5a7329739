package io.meanwhile.app.log;

import static io.meanwhile.app.format.WrittenJson.ascii;

import io.meanwhile.app.format.NotAsWrittenException;
import io.meanwhile.app.format.Times;
import io.meanwhile.app.format.WrittenJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame's bytes as {@link FrameEncoder} writes them. Every event that is read back is in this
 * form unless somebody has been at it, so it is looked for first.
 */
final class WrittenFrame {
  private static final byte[] DIGEST = ascii("{\"digest\":");
  private static final byte[] CAUSATION = ascii(",\"metadata\":{\"causation\":");
  private static final byte[] CORRELATION = ascii(",\"correlation\":");
  private static final byte[] WHO = ascii(",\"who\":");
  private static final byte[] AFTER_METADATA = ascii("},");
  private static final byte[] PAYLOAD = ascii("\"payload\":");
  private static final byte[] RECORDED_AT = ascii("\"recordedAt\":");
  private static final byte[] SEQUENCE = ascii(",\"sequence\":");
  private static final byte[] TYPE = ascii(",\"type\":");
  private static final byte[] VERSION = ascii(",\"version\":");

  private final byte[] frame;
  private final WrittenJson in;

  private WrittenFrame(byte[] frame) {
    this.frame = frame;
    this.in = new WrittenJson(frame, 0, frame.length);
  }

  /** The events; null when the bytes are not in this form, whatever else they are. */
  static @Nullable List<EventText> read(byte[] frame) {
    try {
      return new WrittenFrame(frame).events();
    } catch (NotAsWrittenException | DateTimeException e) {
      return null;
    }
  }

  private @Nullable List<EventText> events() {
    List<EventText> events = new ArrayList<>();
    in.expect('[');
    do {
      EventText event = event();
      if (event == null) {
        return null;
      }
      events.add(event);
    } while (in.take(','));
    in.expect(']');
    return in.atEnd() ? events : null;
  }

  private @Nullable EventText event() {
    int start = in.at();
    in.expect(DIGEST);
    String digest = in.string();
    Metadata metadata = metadata();
    int hidden = in.at();
    boolean whole = in.take(PAYLOAD);
    int from = in.at();
    if (whole) {
      in.skipObject();
    }
    int to = in.at();
    if (whole) {
      in.expect(',');
    }
    int rest = in.at();
    in.expect(RECORDED_AT);
    Instant recordedAt = Times.parse(in.string());
    in.expect(SEQUENCE);
    long sequence = in.whole();
    in.expect(TYPE);
    String type = in.string();
    in.expect(VERSION);
    String version = in.string();
    in.expect('}');
    if (sequence < 0 || digest.isEmpty() || type.isEmpty() || version.isEmpty()) {
      return null;
    }
    var envelope = new EventEnvelope(sequence, type, version, recordedAt, metadata, digest);
    return new EventText(
        envelope,
        new Slice(frame, start, in.at()),
        whole ? new Slice(frame, hidden, rest) : new Slice(frame, in.at(), in.at()),
        whole ? new Slice(frame, from, to) : new Slice(frame, 0, 0));
  }

  private Metadata metadata() {
    in.expect(CAUSATION);
    String causation = in.string();
    in.expect(CORRELATION);
    String correlation = in.string();
    in.expect(WHO);
    String who = in.string();
    in.expect(AFTER_METADATA);
    return new Metadata(correlation, causation, who);
  }
}
