package io.meanwhile.core.dsl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who decides between what. */
public final class Deciding {
  private final Map<String, Object> said;

  private Deciding(Map<String, Object> said) {
    this.said = said;
  }

  /** Between these. Operators decide unless it says {@link #by}. */
  public static Deciding between(String... choices) {
    return new Deciding(Map.of("choices", List.of(choices)));
  }

  /** Names of keys, and roles. */
  public Deciding by(String... who) {
    return and("who", List.of(who));
  }

  /** What goes with the decision: a record, whose JSON Schema it is checked by. */
  public Deciding form(Class<?> type) {
    return and("form", RecordSchema.of(type));
  }

  private Deciding and(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(said);
    more.put(key, value);
    return new Deciding(more);
  }

  Map<String, Object> document() {
    return said;
  }
}
