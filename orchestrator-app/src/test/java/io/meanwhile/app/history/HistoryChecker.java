package io.meanwhile.app.history;

import io.meanwhile.app.history.History.Call;
import io.meanwhile.app.history.History.Deed;
import io.meanwhile.app.history.History.Promise;
import io.meanwhile.app.history.History.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds a recorded history against the model's invariants. */
public final class HistoryChecker {
  private final JsonMapper json = new JsonMapper();
  private final List<String> flaws = new ArrayList<>();
  private final Map<String, SagaStory> stories = new LinkedHashMap<>();

  private HistoryChecker() {}

  /** What is wrong, in words; empty when all is well. */
  public static List<String> flaws(History history) {
    HistoryChecker checker = new HistoryChecker();
    checker.rows(history.rows());
    checker.promises(history.promises());
    history.calls().forEach(checker::call);
    checker.deeds(history.deeds());
    return checker.flaws;
  }

  private void rows(List<Row> rows) {
    Links links = new Links(flaws);
    for (Row row : rows) {
      try {
        List<String> texts = EventBytes.split(row.events());
        List<JsonNode> events = new ArrayList<>();
        texts.forEach(text -> events.add(json.readTree(EventBytes.bytes(text))));
        links.check(row, texts, events);
        SagaStory story = stories.computeIfAbsent(row.saga(), saga -> new SagaStory(saga, flaws));
        events.forEach(story::read);
      } catch (RuntimeException e) {
        flaws.add("the row at position " + row.position() + " cannot be read: " + e.getMessage());
      }
    }
    stories.values().forEach(SagaStory::finish);
  }

  private void promises(List<Promise> promises) {
    for (Promise promise : promises) {
      SagaStory story = stories.get(promise.saga());
      long stored = story == null ? 0 : story.events;
      if (stored < promise.events()) {
        flaws.add(
            promise + " was acknowledged, and the log has " + stored + " events of that saga");
      }
    }
  }

  private void call(Call call) {
    EffectStory effect = effect(call.key());
    if (effect == null) {
      flaws.add(call.key() + " was sent, and the log never requested it");
      return;
    }
    Instant earliest = effect.earliest.get((call.probe() ? "probe " : "") + call.attempt());
    if (call.at().isBefore(effect.requestedAt)
        || (earliest != null && call.at().isBefore(earliest))) {
      flaws.add(call.key() + ", attempt " + call.attempt() + ", was sent early");
    }
  }

  private @Nullable EffectStory effect(String key) {
    int slash = key.indexOf('/');
    SagaStory story = stories.get(key.substring(0, slash));
    return story == null ? null : story.effects.get(key.substring(slash + 1));
  }

  /** What participants did: once for each key, and undone once at most. */
  private void deeds(List<Deed> deeds) {
    Set<String> done = new HashSet<>();
    Map<String, String> undoneBy = new HashMap<>();
    for (Deed deed : deeds) {
      String key = deed.key();
      EffectStory effect = effect(key);
      if (!done.add(key + deed.kind())) {
        flaws.add(key + " was done twice");
      }
      if (effect == null) {
        flaws.add(key + " was done, and the log never requested it");
      } else if (deed.kind() == Deed.Kind.UNDONE) {
        String undone = key.substring(0, key.indexOf('/') + 1) + effect.undone();
        String other = undoneBy.putIfAbsent(undone, key);
        if (other != null) {
          flaws.add(undone + " was undone by " + other + " and by " + key);
        }
      } else if (deed.kind() == Deed.Kind.PERFORMED && effect.isVoid()) {
        flaws.add(key + " was performed, and the log says it never will be");
      }
    }
  }
}
