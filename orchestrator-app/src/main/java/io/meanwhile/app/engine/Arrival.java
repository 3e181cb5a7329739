package io.meanwhile.app.engine;

/**
 * A saga that was asked of the log.
 *
 * @param epoch the lane's when it asked
 */
record Arrival(long sagaKey, long epoch, Loading loading) implements LaneItem {

  /** How reading it back ended. */
  sealed interface Loading {
    record Found(HotSaga saga) implements Loading {}

    /** There is no such saga. */
    record Absent() implements Loading {}

    /** Its events cannot be read or applied. */
    record Broken(String why) implements Loading {}

    /** The log cannot be asked at present. */
    record Unavailable() implements Loading {}
  }
}
