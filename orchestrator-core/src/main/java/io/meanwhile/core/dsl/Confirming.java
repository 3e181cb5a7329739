package io.meanwhile.core.dsl;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is believed, and when their word is final. */
public final class Confirming {
  private final Map<String, Object> said;

  private Confirming(Map<String, Object> said) {
    this.said = said;
  }

  /** So many confirmations make it final. */
  public static Confirming depth(int confirmations) {
    return new Confirming(Map.of("depth", confirmations));
  }

  /** It is final when nothing contradicted it for so long. */
  public static Confirming after(Duration time) {
    return new Confirming(Map.of("after", Durations.text(time)));
  }

  /** So many of these observers must say the same: more than half. */
  public static Confirming quorum(int quorum, String... observers) {
    return new Confirming(Map.of("quorum", quorum, "of", List.of(observers)));
  }

  /** Whether two results, {@code a} and {@code b}, are the same. */
  public Confirming agree(String condition) {
    return and("agree", condition);
  }

  /** And the word of each is final so deep. */
  public Confirming deep(int confirmations) {
    return and("depth", confirmations);
  }

  /** And the word of each is final when nothing contradicted it for so long. */
  public Confirming unchallengedFor(Duration time) {
    return and("after", Durations.text(time));
  }

  private Confirming and(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(said);
    more.put(key, value);
    return new Confirming(more);
  }

  Map<String, Object> document() {
    return said;
  }
}
