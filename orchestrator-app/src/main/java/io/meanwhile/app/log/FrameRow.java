package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A row of the log as it was read. */
final class FrameRow {
  /** What {@link #of} reads, from {@code log l} and {@code saga s}. */
  static final String COLUMNS =
      "l.position, l.saga_key, s.id, l.first_sequence, l.event_count, l.previous_hash,"
          + " l.last_hash, l.events";

  /** How many columns that is. */
  static final int WIDTH = 8;

  private final long position;
  private final StoredEvent.Saga saga;
  private final long firstSequence;
  private final int count;
  private final Hash previousHash;
  private final Hash lastHash;
  private final byte[] bytes;
  private @Nullable List<Hash> chain;

  private FrameRow(ResultSet row) throws SQLException {
    position = row.getLong(1);
    saga = new StoredEvent.Saga(row.getLong(2), row.getString(3));
    firstSequence = row.getLong(4);
    count = row.getInt(5);
    previousHash = Hash.of(row.getBytes(6));
    lastHash = Hash.of(row.getBytes(7));
    bytes = row.getBytes(8);
  }

  static FrameRow of(ResultSet row) throws SQLException {
    return new FrameRow(row);
  }

  long position() {
    return position;
  }

  StoredEvent.Saga saga() {
    return saga;
  }

  long firstSequence() {
    return firstSequence;
  }

  int count() {
    return count;
  }

  Hash previousHash() {
    return previousHash;
  }

  Hash lastHash() {
    return lastHash;
  }

  /** The events as they lie in the row. */
  List<EventText> texts() {
    return EventText.parse(bytes);
  }

  /**
   * The single events.
   *
   * @throws DamagedLogException when the row is not what was once written
   */
  List<StoredEvent> events(EventCodec codec) {
    List<EventText> texts = texts();
    if (texts.size() != count) {
      throw damaged("it holds " + texts.size() + " events instead of " + count);
    }
    List<StoredEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      EventText text = texts.get(i);
      if (text.envelope().sequence() != firstSequence + i) {
        throw damaged("its sequence numbers are not its own");
      }
      events.add(
          new StoredEvent(
              position + i, saga, text.envelope(), text.payload(), hash(texts, i), codec, null));
    }
    return events;
  }

  private Supplier<Hash> hash(List<EventText> texts, int index) {
    return index == count - 1 ? () -> lastHash : () -> chain(texts).get(index);
  }

  private List<Hash> chain(List<EventText> texts) {
    List<Hash> known = chain;
    if (known == null) {
      known = EventText.chain(previousHash, texts);
      chain = known;
    }
    return known;
  }

  DamagedLogException damaged(String why) {
    return new DamagedLogException(
        "the frame at position %d, saga %s from event %d on, is damaged: %s"
            .formatted(position, saga.id(), firstSequence, why),
        null);
  }
}
