package io.meanwhile.app.projections;

import static java.util.stream.Collectors.toMap;

import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaStates;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.LogChunk;
import io.meanwhile.app.log.SagaLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the list up to a place in the log: for every saga that moved its state of now, once,
 * however many events lie between. A state that is newer than that place does no harm, since rows
 * only go forward.
 */
final class SagaListProjection {
  private static final Logger LOG = LoggerFactory.getLogger(SagaListProjection.class);

  private final SagaStates states;
  private final SagaLog log;
  private final Rows rows;
  private final Progress progress;

  SagaListProjection(SagaStates states, SagaLog log, DataSource source) {
    this.states = states;
    this.log = log;
    this.rows = new Rows(source);
    this.progress = new Progress(source);
  }

  /** What one transaction is to bring. */
  static final class Batch {
    private final Map<Long, LogChunk.Moved> moved = new HashMap<>();
    private long until;
    private Instant newest = Instant.EPOCH;

    void add(LogChunk chunk) {
      for (LogChunk.Moved saga : chunk.moved()) {
        moved.put(saga.sagaKey(), saga.after(moved.get(saga.sagaKey())));
      }
      until = chunk.until();
      if (!chunk.moved().isEmpty()) {
        newest = chunk.moved().getLast().at();
      }
    }

    /** Tells when the newest event was recorded, unless much is still missing. */
    void tell(long target, Consumer<Instant> listed) {
      if (until >= target) {
        listed.accept(newest);
      }
    }

    /** Those that may have a row: one that begins here cannot. */
    private List<Long> older() {
      return moved.values().stream()
          .filter(saga -> !saga.born())
          .map(LogChunk.Moved::sagaKey)
          .toList();
    }
  }

  /** Rows by what is to be done with them. */
  private record Changes(List<Row> added, List<Row> changed, List<Rows.Lost> lost) {}

  /** Writes the rows, in the transaction of the caller. */
  void write(Batch batch) {
    progress.reach(batch.until);
    Map<Long, Rows.Known> known = rows.known(batch.older());
    Changes changes = new Changes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<LogChunk.Moved> ahead =
        batch.moved.values().stream()
            .filter(moved -> isBehind(known.get(moved.sagaKey()), moved))
            .toList();
    Map<Long, SagaView> views =
        states.views(
            ahead.stream().collect(toMap(LogChunk.Moved::sagaKey, LogChunk.Moved::eventCount)));
    for (LogChunk.Moved moved : ahead) {
      note(moved, views.get(moved.sagaKey()), known.containsKey(moved.sagaKey()), changes);
    }
    rows.insert(changes.added());
    rows.update(changes.changed(), known);
    rows.lose(changes.lost());
  }

  private static boolean isBehind(Rows.@Nullable Known row, LogChunk.Moved moved) {
    return row == null || row.eventCount() < moved.eventCount();
  }

  /** One that was not among the many is asked for by itself. */
  private void note(
      LogChunk.Moved moved, @Nullable SagaView among, boolean listed, Changes changes) {
    String why;
    try {
      SagaView view =
          among == null ? states.view(moved.sagaKey(), moved.eventCount()).orElse(null) : among;
      if (view != null) {
        Row row = Row.of(view);
        (listed ? changes.changed() : changes.added()).add(row);
        return;
      }
      why = "its id is not in the log";
    } catch (RefusedException e) {
      if (e.retryAfter() != null) {
        throw e; // Nothing can be read at present: the whole batch comes again.
      }
      why = e.detail();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("Saga {} cannot be listed as it is", moved.sagaKey(), e);
      why = e.getClass().getSimpleName();
    }
    if (listed) {
      changes.lost().add(new Rows.Lost(moved.sagaKey(), moved.eventCount(), moved.at(), why));
    } else {
      String reason = why;
      log.find(moved.sagaKey())
          .map(born -> Row.unreadable(born, moved, reason))
          .ifPresent(changes.added()::add);
    }
  }
}
