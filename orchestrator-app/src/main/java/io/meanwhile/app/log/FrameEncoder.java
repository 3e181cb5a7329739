package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.JsonBuffer;
import io.meanwhile.app.format.Times;
import io.meanwhile.core.model.SagaEvent;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds frames: every event is serialized once, straight into the frame's bytes, and hashed there.
 * One for each lane; not thread-safe. The form is described in docs/decisions/0010-log-format.md.
 */
public final class FrameEncoder {
  private static final HexFormat HEX = HexFormat.of();

  private final EventCodec codec;
  private final MessageDigest sha = Sha256.create();
  private final JsonBuffer out = new JsonBuffer();

  public FrameEncoder(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * Encodes what a saga gains in one append.
   *
   * @param sagaKey the internal key; see {@link SagaKeys}
   * @param firstSequence the sequence number of the first entry; 0 for a birth
   * @param previousHash the last frame's {@link Frame#lastHash()}; {@link Hash#genesis} for a birth
   * @param entries 1 or more
   * @param birth for the saga's first frame, and only then
   * @throws IllegalArgumentException when an event cannot be stored, such as one that holds half a
   *     surrogate pair; the encoder can be used again
   */
  public Frame encode(
      long sagaKey,
      String saga,
      long firstSequence,
      Hash previousHash,
      List<Entry> entries,
      @Nullable Birth birth) {
    if (entries.isEmpty() || (birth != null) != (firstSequence == 0)) {
      throw new IllegalArgumentException("no events, or a birth in the middle of " + saga);
    }
    out.reset();
    sha.reset();
    List<Frame.Encoded> encoded = new ArrayList<>(entries.size());
    Hash previous = previousHash;
    char next = '[';
    for (Entry entry : entries) {
      out.put(next);
      Frame.Encoded one = one(entry, firstSequence + encoded.size(), previous);
      encoded.add(one);
      previous = one.hash();
      next = ',';
    }
    out.put(']');
    byte[] bytes = out.copy(0, out.size());
    var identity = new StoredEvent.Saga(sagaKey, saga);
    return new Frame(identity, encoded, bytes, previousHash, birth, codec);
  }

  /** The names come in canonical order; the digest stands first and is filled in afterwards. */
  private Frame.Encoded one(Entry entry, long sequence, Hash previous) {
    SagaEvent event = entry.event();
    Metadata metadata = entry.metadata();
    EventCodec.Form form = codec.form(event);
    int start = out.size();
    int digestAt = out.put("{\"digest\":\"").skip(2 * Hash.LENGTH);
    out.put("\",\"metadata\":{\"causation\":").string(metadata.causation());
    out.put(",\"correlation\":").string(metadata.correlation());
    out.put(",\"who\":").string(metadata.who()).put("},");
    int hidden = out.size();
    int from = out.put("\"payload\":").size();
    form.write(out, event);
    int to = out.size();
    int rest = out.put(',').size();
    out.put("\"recordedAt\":").string(Times.text(event.at()));
    out.put(",\"sequence\":").number(sequence);
    out.put(",\"type\":").string(form.type());
    out.put(",\"version\":").string(form.version()).put('}');

    out.into(sha, from, to);
    byte[] digest = sha.digest();
    out.hex(digestAt, digest);
    previous.into(sha);
    out.into(sha, start, hidden);
    out.into(sha, rest, out.size());
    Hash hash = Hash.owning(sha.digest());
    var envelope =
        new EventEnvelope(
            sequence, form.type(), form.version(), event.at(), metadata, HEX.formatHex(digest));
    return new Frame.Encoded(event, envelope, from, to, hash);
  }
}
