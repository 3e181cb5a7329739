package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.EventFormatException;
import io.meanwhile.app.format.JsonReading;
import io.meanwhile.app.format.JsonReadingException;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One immutable event of the log. The payload is decoded when it is first asked for, so that an
 * event that nobody here can read does not stop those who only pass it on.
 */
public final class StoredEvent {
  private static final String ERASED = "its payload has been erased";

  private final long position;
  private final long sagaKey;
  private final String saga;
  private final EventEnvelope envelope;
  private final Slice payload;
  private final Supplier<Hash> hash;
  private final EventCodec codec;
  private @Nullable SagaEvent event;

  StoredEvent(
      long position,
      Saga saga,
      EventEnvelope envelope,
      Slice payload,
      Supplier<Hash> hash,
      EventCodec codec,
      @Nullable SagaEvent event) {
    this.position = position;
    this.sagaKey = saga.key();
    this.saga = saga.id();
    this.envelope = envelope;
    this.payload = payload;
    this.hash = hash;
    this.codec = codec;
    this.event = event;
  }

  /** Whose event it is. */
  record Saga(long key, String id) {}

  /** Place in the whole log, from 1. */
  public long position() {
    return position;
  }

  /** The saga's internal key. */
  public long sagaKey() {
    return sagaKey;
  }

  /** The saga's business id. */
  public String saga() {
    return saga;
  }

  /** Place in the saga's history, from 0. */
  public long sequence() {
    return envelope.sequence();
  }

  /** The stored name, such as {@code meanwhile.saga.effect-requested}. */
  public String type() {
    return envelope.type();
  }

  /** The version it is stored in. */
  public String version() {
    return envelope.version();
  }

  public Instant recordedAt() {
    return envelope.recordedAt();
  }

  public Metadata metadata() {
    return envelope.metadata();
  }

  /** SHA-256 of the payload's bytes, in lower-case hex. */
  public String digest() {
    return envelope.digest();
  }

  /** The link of the saga's hash chain that this event ends. */
  public Hash hash() {
    return hash.get();
  }

  /** The id it has as a message: the same on every reading. */
  public String messageId() {
    return saga + "/" + sequence();
  }

  /** How many bytes the payload has; 0 when it has been erased. */
  public int payloadSize() {
    return payload.to() - payload.from();
  }

  /** A copy of the payload as stored: canonical JSON in UTF-8; empty when it has been erased. */
  public byte[] payload() {
    return payload.copy();
  }

  /**
   * The payload as a JSON-shaped object, as stored: in the stored version.
   *
   * @throws UnreadableEventException when it is malformed or has been erased
   */
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> json() {
    if (payload.isEmpty()) {
      throw unreadable(ERASED, null);
    }
    try {
      Object json = JsonReading.stored().read(payload.bytes(), payload.from(), payload.to());
      if (json instanceof Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
      }
    } catch (JsonReadingException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
    throw unreadable("its payload is not an object", null);
  }

  /**
   * The event, lifted to the version of today.
   *
   * @throws UnreadableEventException when this version cannot read it
   */
  public SagaEvent event() {
    SagaEvent known = event;
    if (known == null) {
      if (payload.isEmpty()) {
        throw unreadable(ERASED, null);
      }
      try {
        known =
            codec.read(
                type(), version(), recordedAt(), payload.bytes(), payload.from(), payload.to());
      } catch (EventFormatException e) {
        throw unreadable(String.valueOf(e.getMessage()), e);
      }
      event = known;
    }
    return known;
  }

  private UnreadableEventException unreadable(String why, @Nullable Throwable cause) {
    return new UnreadableEventException(saga, sequence(), type(), version(), why, cause);
  }

  @Override
  public String toString() {
    return position + " " + messageId() + " " + type();
  }
}
