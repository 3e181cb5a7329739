package io.meanwhile.app.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The log as it is read: the newest events from memory, the others from the database. */
final class JdbcSagaLog implements SagaLog {
  private final LogReader reader;
  private final OpenSagaIndex open;
  private final Tail tail;

  JdbcSagaLog(LogReader reader, OpenSagaIndex open, Tail tail) {
    this.reader = reader;
    this.open = open;
    this.tail = tail;
  }

  @Override
  public Optional<Identity> find(String saga) {
    return reader.find("s.id", saga, tail.head());
  }

  @Override
  public Optional<Identity> find(long sagaKey) {
    return reader.find("s.saga_key", sagaKey, tail.head());
  }

  @Override
  public List<StoredEvent> events(long sagaKey, long fromSequence, int limit) {
    return reader.events(sagaKey, fromSequence, limit, tail.head());
  }

  @Override
  public List<History> histories(Collection<Long> sagaKeys, int limit) {
    return reader.histories(sagaKeys, limit, tail.head());
  }

  @Override
  public long head() {
    return tail.head();
  }

  @Override
  public long addedByOthers() {
    return tail.addedByOthers();
  }

  @Override
  public List<StoredEvent> after(long position, int limit) {
    long head = tail.head();
    List<StoredEvent> events = new ArrayList<>();
    long last = position;
    while (last < head && events.size() < limit) {
      int room = limit - events.size();
      List<StoredEvent> more = tail.after(last, room);
      if (more.isEmpty()) {
        more = reader.after(last, room, head);
      }
      if (more.isEmpty()) {
        break;
      }
      events.addAll(more);
      last = more.getLast().position();
    }
    return events;
  }

  @Override
  public Optional<Instant> recordedAfter(long position) {
    Frame frame = tail.at(position + 1);
    if (frame != null) {
      return Optional.of(frame.recordedAt());
    }
    return reader.heads(position + 1, 2, tail.head()).stream()
        .filter(stored -> stored.end() > position + 1)
        .map(FrameHead::recordedAt)
        .findFirst();
  }

  @Override
  public List<Long> openSagas() {
    List<Long> keys = new ArrayList<>();
    open.read(open.lacking(), (key, _) -> keys.add(key));
    keys.sort(null);
    return keys;
  }

  @Override
  public void onCommitted(Consumer<List<Frame>> consumer) {
    tail.onCommitted(consumer);
  }
}
