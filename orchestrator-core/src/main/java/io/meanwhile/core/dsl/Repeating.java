package io.meanwhile.core.dsl;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a call is repeated. */
public final class Repeating {
  private final Map<String, Object> said = new LinkedHashMap<>();

  private Repeating() {}

  /** Until this holds for the result of a round. */
  public static Repeating until(Expr<Boolean> done) {
    return new Repeating().say("until", done);
  }

  /** So many rounds at most. */
  public Repeating max(int rounds) {
    return say("max", rounds);
  }

  /** Between two rounds. */
  public Repeating pause(Duration time) {
    return say("pause", Durations.text(time));
  }

  private Repeating say(String key, Object value) {
    said.put(key, value);
    return this;
  }

  Object document() {
    return said;
  }
}
