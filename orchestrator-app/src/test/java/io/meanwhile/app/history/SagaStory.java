package io.meanwhile.app.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One saga's events read one after another, each against what the ones before it allow. */
final class SagaStory {
  final String saga;
  final Map<String, EffectStory> effects = new LinkedHashMap<>();
  long events;
  private final List<String> flaws;
  private final Set<Integer> questions = new HashSet<>();
  private final Map<String, String> explained = new HashMap<>();
  private boolean backward;
  private @Nullable String ended;

  SagaStory(String saga, List<String> flaws) {
    this.saga = saga;
    this.flaws = flaws;
  }

  void read(JsonNode event) {
    events++;
    JsonNode payload = event.path("payload");
    Instant at = Instant.parse(event.path("recordedAt").asString(""));
    String type = event.path("type").asString("").replace("meanwhile.saga.", "");
    switch (type) {
      case "effect-requested" -> requested(at, payload);
      case "attempt-failed" -> failed(payload);
      case "observation-recorded" -> observed(payload);
      case "deadline-passed" -> deadline(at, payload);
      case "probe-requested" ->
          effect(payload)
              .earliest
              .put("probe " + payload.path("number").asInt(0), time(payload, "sendAt"));
      case "retry-requested", "wait-extended" -> effect(payload).until = time(payload, "until");
      case "diverged" -> explained.put(text(payload, "effect"), text(payload, "kind"));
      case "went-backward" -> backward = true;
      case "step-skipped" -> skipped(at, payload);
      case "skip-lifted" -> effects.remove(text(payload, "effect"));
      case "loss-listed" -> effect(payload).loss = true;
      case "question-opened" -> questions.add(payload.path("question").asInt(0));
      case "question-closed", "question-answered" ->
          questions.remove(payload.path("question").asInt(0));
      case "saga-ended" -> ended(payload);
      case "saga-reopened" -> ended = null;
      default -> {
        // It changes nothing that is judged here.
      }
    }
  }

  /** Once nothing more comes: it must be over, or somebody must have been asked. */
  void finish() {
    if (ended == null && questions.isEmpty()) {
      flaw("neither ended nor is parked with a reason");
    }
  }

  private void requested(Instant at, JsonNode payload) {
    String key = text(payload, "effect");
    EffectStory effect = new EffectStory(key, at, time(payload, "sendAt"), time(payload, "until"));
    payload.path("reliesOn").forEach(on -> effect.reliesOn.add(on.asString("")));
    if (effects.putIfAbsent(key, effect) != null) {
      flaw(key + " was requested twice");
    }
    if (effect.isAction()) {
      begins(effect);
    } else {
      undoes(effect);
    }
  }

  private void skipped(Instant at, JsonNode payload) {
    String key = text(payload, "effect");
    EffectStory effect = new EffectStory(key, at, at, at);
    effect.rung = "skipped";
    payload.path("reliesOn").forEach(on -> effect.reliesOn.add(on.asString("")));
    if (effects.putIfAbsent(key, effect) != null) {
      flaw(key + " was skipped although it was requested");
    }
  }

  private void begins(EffectStory action) {
    if (backward) {
      flaw(action.key + " begins although the saga goes backward");
    }
    Set<String> throughSkips = new HashSet<>();
    for (String on : action.reliesOn) {
      EffectStory before = effects.get(on);
      if (before != null && before.isSkipped()) {
        throughSkips.addAll(before.reliesOn);
      }
    }
    for (String on : action.reliesOn) {
      EffectStory before = effects.get(on);
      boolean counts = before != null && (before.stands() || before.isSkipped());
      if (!counts && !throughSkips.contains(on)) {
        flaw(action.key + " begins although " + on + " does not stand");
      }
    }
  }

  private void undoes(EffectStory compensation) {
    EffectStory action = effects.get(compensation.undone());
    if (action == null || action.isVoid()) {
      flaw(compensation.key + " undoes what never happened");
    }
    for (EffectStory other : effects.values()) {
      boolean sibling = !other.isAction() && other.undone().equals(compensation.undone());
      if (sibling && other != compensation && !other.isVoid()) {
        flaw(compensation.key + " although " + other.key + " may stand");
      }
      boolean dependent = other.isAction() && other.reliesOn.contains(compensation.undone());
      if (dependent && !settled(other)) {
        flaw(compensation.key + " before " + other.key + " is undone, which relied on it");
      }
    }
  }

  /** A given-up action to which nothing more is owed. */
  private boolean settled(EffectStory action) {
    boolean undone =
        effects.values().stream()
            .filter(other -> !other.isAction() && other.undone().equals(action.key))
            .anyMatch(other -> other.rung.equals("final"));
    return action.isVoid() || action.isSkipped() || action.loss || undone;
  }

  private void failed(JsonNode payload) {
    String retryAt = text(payload, "retryAt");
    if (!retryAt.isEmpty()) {
      String probe = payload.path("probe").asBoolean(false) ? "probe " : "";
      int next = payload.path("attempt").asInt(0) + 1;
      effect(payload).earliest.put(probe + next, Instant.parse(retryAt));
    }
  }

  private void observed(JsonNode payload) {
    EffectStory effect = effect(payload.path("observation"));
    String rung = text(payload, "rung");
    boolean settled = effect.isVoid() || effect.rung.equals("final");
    boolean quiet = explained.get(effect.key) == null;
    if (settled && !rung.equals(effect.rung) && quiet) {
      flaw(effect.key + " was " + effect.rung + " and became " + rung + " without a word");
    }
    effect.rung = rung;
    String until = text(payload, "until");
    if (!until.isEmpty()) {
      effect.until = Instant.parse(until);
    }
  }

  private void deadline(Instant at, JsonNode payload) {
    EffectStory effect = effect(payload);
    if (at.isBefore(effect.until)) {
      flaw("the deadline of " + effect.key + " passed early");
    }
    effect.rung = text(payload, "rung");
  }

  private void ended(JsonNode payload) {
    ended = text(payload, "outcome");
    payload
        .path("losses")
        .forEach(key -> {
          EffectStory lost = effects.get(key.asString(""));
          if (lost != null) {
            lost.loss = true;
          }
        });
    for (EffectStory effect : effects.values()) {
      boolean owed = effect.isAction() && ended.equals("compensated") && !settled(effect);
      if (owed) {
        flaw("ended compensated although " + effect.key + " is not undone");
      }
    }
  }

  private EffectStory effect(JsonNode payload) {
    String key = text(payload, "effect");
    EffectStory effect = effects.get(key);
    if (effect == null) {
      flaw(key + " is spoken of, and was never requested");
      return new EffectStory(key, Instant.MAX, Instant.MAX, Instant.MIN);
    }
    return effect;
  }

  void flaw(String what) {
    flaws.add("saga " + saga + ": " + what);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static Instant time(JsonNode node, String name) {
    return Instant.parse(text(node, name));
  }
}
