package io.meanwhile.app.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the events say about one effect so far. */
final class EffectStory {
  final String key;
  final Set<String> reliesOn = new HashSet<>();
  final Instant requestedAt;

  /** The earliest moment at which each attempt, or each probe, may be sent. */
  final Map<String, Instant> earliest = new HashMap<>();

  String rung = "requested";
  Instant until;
  boolean loss;

  EffectStory(String key, Instant requestedAt, Instant sendAt, Instant until) {
    this.key = key;
    this.requestedAt = requestedAt;
    this.until = until;
    earliest.put("1", sendAt);
  }

  boolean isAction() {
    return key.contains("/action/");
  }

  /** For a compensation: the key of the action that it undoes. */
  String undone() {
    String[] part = key.split("/", -1);
    return part[0] + "/action/" + part[2];
  }

  boolean isVoid() {
    return rung.equals("void");
  }

  boolean isSkipped() {
    return rung.equals("skipped");
  }

  boolean stands() {
    return rung.equals("final") || rung.equals("confirmed");
  }
}
