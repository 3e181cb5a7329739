package io.meanwhile.core.dsl;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** When sagas are started by themselves. */
public final class Scheduling {
  private final Map<String, Object> said;

  private Scheduling(Map<String, Object> said) {
    this.said = said;
  }

  /** So often, on the round times. */
  public static Scheduling every(Duration time) {
    return new Scheduling(Map.of("every", Durations.text(time)));
  }

  /** By a cron expression of five or six fields. */
  public static Scheduling cron(String expression) {
    return new Scheduling(Map.of("cron", expression));
  }

  /** In which the cron expression is read. */
  public Scheduling zone(ZoneId zone) {
    return and("zone", zone.getId());
  }

  /** When the one before has not ended: {@code skip}, {@code queue} or {@code allow}. */
  public Scheduling overlap(String what) {
    return and("overlap", what);
  }

  /** Of times that passed while the service was down: {@code skip}, {@code last} or {@code all}. */
  public Scheduling missed(String what) {
    return and("missed", what);
  }

  /** Of the sagas, as it is. */
  public Scheduling input(Map<String, ?> input) {
    return and("input", input);
  }

  /** It begins paused. */
  public Scheduling paused() {
    return and("paused", true);
  }

  private Scheduling and(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(said);
    more.put(key, value);
    return new Scheduling(more);
  }

  Map<String, Object> document() {
    return said;
  }
}
