package io.meanwhile.core.model;

/** What completion means: every step stands at this level. */
public record Completion(Level level) {
  public static final Completion ALL_FINAL = new Completion(Level.FINAL);
}
