package io.meanwhile.app.format;

import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Saga events as canonical JSON, derived from the sealed interface: the stored name is {@code
 * meanwhile.saga.} plus the record's name in kebab case. The payload holds every component but
 * {@code at}, which is the event's recorded time and stored beside it. Thread-safe.
 */
public final class EventCodec {
  /** The first part of every stored name. */
  public static final String NAMESPACE = "meanwhile.saga";

  private static final String FIRST_VERSION = "1";
  private static final int MOST_LIFTS = 100;

  private final Map<Class<?>, Stored> byClass = new HashMap<>();
  private final Map<String, Stored> byName = new HashMap<>();
  private final Map<String, Upcaster> upcasters = new HashMap<>();

  private record Stored(String type, String version, RecordCodec codec) implements Form {
    @Override
    public void write(JsonBuffer out, SagaEvent event) {
      codec.write(out, event);
    }
  }

  /** How events of one type are stored. */
  public interface Form {
    /** The stored name, such as {@code meanwhile.saga.effect-requested}. */
    String type();

    /** The version that events of this type are written in. */
    String version();

    /**
     * Writes the payload of an event of this type in canonical form.
     *
     * @throws IllegalArgumentException when a value in it has no canonical form
     */
    void write(JsonBuffer out, SagaEvent event);
  }

  /** A codec that lifts nothing: every type is in its first version. */
  public EventCodec() {
    this(List.of(), Map.of());
  }

  /**
   * A codec that reads older versions too.
   *
   * @param upcasters at most one for a name and version
   * @param versions the version that events are written in now, by stored name; 1 for the others
   */
  public EventCodec(List<Upcaster> upcasters, Map<String, String> versions) {
    for (Upcaster upcaster : upcasters) {
      if (this.upcasters.put(key(upcaster.type(), upcaster.version()), upcaster) != null) {
        throw new IllegalArgumentException("two upcasters for " + upcaster.type());
      }
    }
    for (Class<?> type : SagaEvent.class.getPermittedSubclasses()) {
      String name = name(type);
      String version = versions.getOrDefault(name, FIRST_VERSION);
      Stored stored = new Stored(name, version, RecordCodec.without(asRecord(type), "at"));
      byClass.put(type, stored);
      byName.put(name, stored);
    }
  }

  /** The name that events of this type are stored under. */
  public static String name(Class<?> type) {
    return NAMESPACE + "." + ValueCodecs.kebab(type.getSimpleName());
  }

  private static Class<? extends Record> asRecord(Class<?> type) {
    return type.asSubclass(Record.class);
  }

  /** All stored names, sorted. */
  public List<String> types() {
    return List.copyOf(new TreeSet<>(byName.keySet()));
  }

  /** The stored name of the event, such as {@code meanwhile.saga.effect-requested}. */
  public String type(SagaEvent event) {
    return form(event).type();
  }

  /** How this event is stored; asked for once an event. */
  public Form form(SagaEvent event) {
    Stored stored = byClass.get(event.getClass());
    if (stored == null) {
      throw new IllegalStateException("no codec for " + event.getClass());
    }
    return stored;
  }

  /**
   * Reads a payload, lifted to the version of today; what it holds beyond that is ignored.
   *
   * @param recordedAt becomes the event's {@code at}
   * @throws EventFormatException when type or version is unknown or a component is missing or of
   *     another shape
   */
  public SagaEvent read(
      String type, String version, Instant recordedAt, Map<String, @Nullable Object> payload) {
    VersionedPayload current = lifted(new VersionedPayload(type, version, payload));
    Stored stored = byName.get(current.type());
    if (stored == null) {
      throw new EventFormatException("unknown type " + current.type(), null);
    }
    if (!stored.version().equals(current.version())) {
      throw new EventFormatException("unknown version " + current.version(), null);
    }
    try {
      return (SagaEvent) stored.codec().read(current.payload(), recordedAt);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new EventFormatException("malformed payload: " + e.getMessage(), e);
    }
  }

  /**
   * As {@link #read(String, String, Instant, Map)}, the payload in canonical bytes in [from, to).
   *
   * @throws EventFormatException also when they are not a JSON object
   */
  public SagaEvent read(
      String type, String version, Instant recordedAt, byte[] payload, int from, int to) {
    Stored today = byName.get(type);
    if (today != null && today.version().equals(version) && !lifts(type, version)) {
      Object event = today.codec().written(payload, from, to, recordedAt);
      if (event != null) {
        return (SagaEvent) event;
      }
    }
    return readAny(type, version, recordedAt, payload, from, to);
  }

  /** The same for payloads in any form; {@link #read} differs from it in speed alone. */
  SagaEvent readAny(
      String type, String version, Instant recordedAt, byte[] payload, int from, int to) {
    try {
      if (JsonReading.stored().tree(payload, from, to) instanceof Map<?, ?> map) {
        return read(type, version, recordedAt, named(map));
      }
      throw new EventFormatException("malformed payload: not an object", null);
    } catch (JsonReadingException e) {
      throw new EventFormatException("malformed payload: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have no other names than strings
  private static Map<String, @Nullable Object> named(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  private VersionedPayload lifted(VersionedPayload stored) {
    VersionedPayload current = stored;
    for (int lifts = 0; lifts < MOST_LIFTS; lifts++) {
      Upcaster next = upcasters.get(key(current.type(), current.version()));
      if (next == null) {
        return current;
      }
      current = next.lift().apply(current);
    }
    throw new EventFormatException("upcasters go round in circles", null);
  }

  private boolean lifts(String type, String version) {
    return !upcasters.isEmpty() && upcasters.containsKey(key(type, version));
  }

  private static String key(String type, String version) {
    return type + " " + version;
  }
}
