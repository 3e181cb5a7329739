package io.meanwhile.core.dsl;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often and when the same key is sent again; what is not said stays as usual. */
public final class Retrying {
  private final Map<String, Object> said = new LinkedHashMap<>();

  private Retrying() {}

  /** Sends in all. */
  public static Retrying attempts(int attempts) {
    return new Retrying().say("attempts", attempts);
  }

  /** The wait after the first failed attempt. */
  public Retrying backoff(Duration wait) {
    return say("backoff", Durations.text(wait));
  }

  /** So many times longer is each wait than the one before. */
  public Retrying factor(double factor) {
    return say("factor", factor);
  }

  /** No wait is longer. */
  public Retrying max(Duration wait) {
    return say("max", Durations.text(wait));
  }

  /** Waits are spread by this part of themselves. */
  public Retrying jitter(double part) {
    return say("jitter", part);
  }

  private Retrying say(String key, Object value) {
    said.put(key, value);
    return this;
  }

  Map<String, Object> document() {
    return Map.copyOf(said);
  }
}
