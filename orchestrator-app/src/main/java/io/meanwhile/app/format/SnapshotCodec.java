package io.meanwhile.app.format;

import io.meanwhile.core.model.Saga;
import java.util.Map;
import java.util.Objects;

/**
 * A saga's state as canonical JSON, derived from the records it is made of. What was written under
 * another {@link #shape()} must not be read. Thread-safe.
 */
public final class SnapshotCodec {
  private static final String FOLD = "io/meanwhile/core/decider/Evolution";

  private final RecordCodec codec = RecordCodec.of(Kept.class);
  private final String shape = Shape.of(Kept.class, FOLD);

  /**
   * What is kept.
   *
   * @param correlation the saga's own, which stands in its first event's metadata only
   */
  public record Kept(String correlation, Saga saga) {}

  /**
   * Differs whenever a state may read, or have been folded, differently: 64 hex digits over the
   * state's records and the code that applies events to them.
   */
  public String shape() {
    return shape;
  }

  /**
   * Writes the state in canonical form.
   *
   * @throws IllegalArgumentException when a value in it has no canonical form
   */
  public byte[] encode(Kept kept) {
    JsonBuffer out = new JsonBuffer();
    codec.write(out, kept);
    return out.copy(0, out.size());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws EventFormatException when it is anything else
   */
  public Kept decode(byte[] state) {
    if (codec.written(state, 0, state.length, null) instanceof Kept kept) {
      return kept;
    }
    return decodeAny(state);
  }

  /** The same for states in any form; {@link #decode} differs from it in speed alone. */
  Kept decodeAny(byte[] state) {
    try {
      if (JsonReading.stored().tree(state, 0, state.length) instanceof Map<?, ?> map) {
        return (Kept) Objects.requireNonNull(codec.read(map));
      }
      throw new EventFormatException("malformed state: not an object", null);
    } catch (JsonReadingException | IllegalArgumentException | NullPointerException e) {
      throw new EventFormatException("malformed state: " + e.getMessage(), e);
    }
  }
}
