package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events one saga gained in one append: one row of the log. Built by a {@link FrameEncoder};
 * gets its position when it is appended, and nothing else of it ever changes.
 */
public final class Frame {
  private final StoredEvent.Saga saga;
  private final List<Encoded> encoded;
  private final byte[] bytes;
  private final Hash previousHash;
  private final @Nullable Birth birth;
  private final EventCodec codec;
  private long position;
  private @Nullable List<StoredEvent> stored;

  /** An event, its envelope, where its payload lies in the frame's bytes, and its link. */
  record Encoded(SagaEvent event, EventEnvelope envelope, int from, int to, Hash hash) {}

  Frame(
      StoredEvent.Saga saga,
      List<Encoded> encoded,
      byte[] bytes,
      Hash previousHash,
      @Nullable Birth birth,
      EventCodec codec) {
    this.saga = saga;
    this.encoded = encoded;
    this.bytes = bytes;
    this.previousHash = previousHash;
    this.birth = birth;
    this.codec = codec;
  }

  public long sagaKey() {
    return saga.key();
  }

  /** The saga's business id. */
  public String saga() {
    return saga.id();
  }

  /** The sequence number of its first event. */
  public long firstSequence() {
    return encoded.getFirst().envelope().sequence();
  }

  /** How many events it has, 1 or more. */
  public int size() {
    return encoded.size();
  }

  public SagaEvent event(int index) {
    return encoded.get(index).event();
  }

  /** When its last event was recorded. */
  public Instant recordedAt() {
    return encoded.getLast().envelope().recordedAt();
  }

  /** The link before its first event. */
  public Hash previousHash() {
    return previousHash;
  }

  /** The link that its last event ends; the next frame of the saga is encoded after it. */
  public Hash lastHash() {
    return encoded.getLast().hash();
  }

  /** Set for a saga's first frame. */
  public @Nullable Birth birth() {
    return birth;
  }

  /**
   * The position of its first event; the others follow.
   *
   * @throws IllegalStateException before it is appended
   */
  public long position() {
    if (position == 0) {
      throw new IllegalStateException("not appended yet: saga " + saga.id());
    }
    return position;
  }

  /** Its events as they are in the log; only after it was appended. */
  public List<StoredEvent> stored() {
    List<StoredEvent> events = stored;
    if (events == null) {
      List<StoredEvent> made = new ArrayList<>(encoded.size());
      long next = position();
      for (Encoded e : encoded) {
        Slice payload = new Slice(bytes, e.from(), e.to());
        made.add(new StoredEvent(next++, saga, e.envelope(), payload, e::hash, codec, e.event()));
      }
      events = List.copyOf(made);
      stored = events;
    }
    return events;
  }

  /** Called by the log's one writer before anybody else sees the frame. */
  void appendedAt(long first) {
    position = first;
    stored = null;
  }

  /** How long its events are as they are stored. */
  public int byteCount() {
    return bytes.length;
  }

  /** The canonical JSON array of its events; shared, not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
