package io.meanwhile.app.log;

import io.meanwhile.app.format.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts rows together to whole sagas; they come saga by saga, each from its birth on. */
final class Histories {
  private final EventCodec codec;
  private final int limit;
  private final List<History> whole = new ArrayList<>();

  private @Nullable Identity saga;
  private List<StoredEvent> events = new ArrayList<>();
  private boolean usable;

  /**
   * None yet.
   *
   * @param limit sagas with so many events are left out
   */
  Histories(EventCodec codec, int limit) {
    this.codec = codec;
    this.limit = limit;
  }

  /** The next row: the columns of the frame, then those of its saga. */
  void add(ResultSet columns) throws SQLException {
    FrameRow row = FrameRow.of(columns);
    if (saga == null || saga.sagaKey() != row.saga().key()) {
      finish();
      saga = Identity.of(columns, FrameRow.WIDTH);
      events = new ArrayList<>();
      usable = true;
    }
    usable = usable && row.firstSequence() == events.size() && read(row);
  }

  private boolean read(FrameRow row) {
    try {
      events.addAll(row.events(codec));
      return events.size() < limit;
    } catch (DamagedLogException e) {
      return false; // Whoever asks for this saga alone is told.
    }
  }

  private void finish() {
    if (saga != null && usable) {
      whole.add(new History(saga, events));
    }
  }

  /** Those that are whole, once the last row is there. */
  List<History> all() {
    finish();
    saga = null;
    return whole;
  }
}
