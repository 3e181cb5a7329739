package io.meanwhile.core.dsl;

import java.time.Duration;
import java.util.Map;

/** One reaction of a list. Without a bound it takes what the step says anyway. */
public record React(Object document) {
  public static final React RETRY = new React("retry");
  public static final React REDO = new React("redo");
  public static final React PROBE = new React("probe");
  public static final React WAIT = new React("wait");
  public static final React UNDO = new React("undo");
  public static final React COMPENSATE = new React("compensate");
  public static final React CONTINUE = new React("continue");
  public static final React PARK = new React("park");

  /** The same key is sent again, so often. */
  public static React retry(int times) {
    return new React(Map.of("retry", times));
  }

  /** The same key is sent again, so often within so long. */
  public static React retry(int attempts, Duration within) {
    return new React(Map.of("retry", bound(attempts, within)));
  }

  /** It is given up and undone; then a new key is sent, so often. */
  public static React redo(int times) {
    return new React(Map.of("redo", times));
  }

  /** The participant is asked where it is, so often. */
  public static React probe(int times) {
    return new React(Map.of("probe", times));
  }

  /** The participant is asked where it is, so often within so long. */
  public static React probe(int attempts, Duration within) {
    return new React(Map.of("probe", bound(attempts, within)));
  }

  /** It gets so much more time. */
  public static React wait(Duration time) {
    return new React(Map.of("wait", Durations.text(time)));
  }

  private static Map<String, Object> bound(int attempts, Duration within) {
    return Map.of("attempts", attempts, "within", Durations.text(within));
  }
}
