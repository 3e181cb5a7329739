package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * Stored events and frames as Axon messages. The tag's key is {@code saga}, its value the business
 * id; the metadata's keys are {@code correlation}, {@code causation} and {@code who}.
 */
public final class EventMessages {
  /** The tag that all events of one saga carry. */
  public static final String SAGA_TAG = "saga";

  private static final MessageType FRAME =
      new MessageType(new QualifiedName(EventCodec.NAMESPACE, "frame"), "1");

  private static final MessageType CHUNK = new MessageType(LogChunk.TYPE, "1");

  private final Map<String, MessageType> types = new ConcurrentHashMap<>();

  /** The message that handlers get; its payload is the {@link StoredEvent}. */
  EventMessage of(StoredEvent event) {
    Metadata origin = event.metadata();
    return new GenericEventMessage(
        event.messageId(),
        type(event),
        event,
        Map.of(
            "correlation", origin.correlation(),
            "causation", origin.causation(),
            "who", origin.who()),
        event.recordedAt());
  }

  MessageType type(StoredEvent event) {
    return types.computeIfAbsent(
        event.type() + " " + event.version(),
        _ -> new MessageType(qualified(event.type()), event.version()));
  }

  /** The message that tells a piece of the log to those who stream {@link LogChunk#TYPE}. */
  static EventMessage of(LogChunk chunk) {
    return new GenericEventMessage("chunk/" + chunk.until(), CHUNK, chunk, Map.of(), Instant.EPOCH);
  }

  static Set<Tag> tags(String saga) {
    return Set.of(Tag.of(SAGA_TAG, saga));
  }

  /** The message that carries a frame to the storage engine; nobody else ever sees it. */
  static EventMessage of(Frame frame) {
    return new GenericEventMessage(
        frame.saga() + "/" + frame.firstSequence(), FRAME, frame, Map.of(), frame.recordedAt());
  }

  private static QualifiedName qualified(String type) {
    int dot = type.lastIndexOf('.');
    return dot < 0
        ? new QualifiedName(type)
        : new QualifiedName(type.substring(0, dot), type.substring(dot + 1));
  }
}
