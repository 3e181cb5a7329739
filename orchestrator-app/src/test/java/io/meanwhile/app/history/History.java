package io.meanwhile.app.history;

import java.time.Instant;
import java.util.List;

/** What was recorded on all sides: by the log, by callers, and by participants. */
public record History(List<Row> rows, List<Promise> promises, List<Call> calls, List<Deed> deeds) {

  /**
   * A row of the log as it is stored; in the order of positions.
   *
   * @param previousHash in lower-case hex, as the last one
   * @param events each byte as one character
   */
  public record Row(
      long position,
      long sagaKey,
      String saga,
      long firstSequence,
      int count,
      String previousHash,
      String lastHash,
      String events) {}

  /** A caller was told that the saga has so many events. */
  public record Promise(String saga, long events) {}

  /** A participant was asked; the key is the whole one, with the saga's id. */
  public record Call(Instant at, String key, int attempt, boolean probe) {}

  /** A participant has done something for the first time under this key. */
  public record Deed(String key, Kind kind) {
    /** What it was. */
    public enum Kind {
      PERFORMED,
      UNDONE,
      BLOCKED,
      REFUSED
    }
  }
}
