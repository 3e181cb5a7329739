package io.meanwhile.app.projections;

import io.meanwhile.app.format.CanonicalJson;
import io.meanwhile.app.format.JsonReading;
import io.meanwhile.app.format.JsonReadingException;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a row only shows, as bounded canonical JSON. */
final class DetailsText {
  /** Of attributes, in characters of JSON. */
  private static final int ATTRIBUTES = 4000;

  private static final int LONGEST_WHY = 500;
  private static final int MOST_LOSSES = 50;
  private static final String NOTHING = "{}";

  private DetailsText() {}

  static String none() {
    return NOTHING;
  }

  static String of(Saga saga) {
    Map<String, @Nullable Object> all = new TreeMap<>();
    Map<String, @Nullable Object> shown = shown(saga.attributes());
    if (!shown.isEmpty()) {
      all.put("attributes", shown);
    }
    if (shown.size() < saga.attributes().size()) {
      all.put("moreAttributes", true);
    }
    String why = saga.why();
    if (why != null) {
      all.put("why", Letters.cut(why, LONGEST_WHY));
    }
    if (saga.paused() != null) {
      all.put("paused", true);
    }
    Instant deadline = saga.deadline();
    if (deadline != null) {
      // As exact as the log: a state in memory may be finer than the one that is read back.
      all.put("deadline", deadline.truncatedTo(ChronoUnit.MICROS).toString());
    }
    Saga.Ended ended = saga.ended();
    if (ended != null && !ended.losses().isEmpty()) {
      all.put(
          "losses", ended.losses().stream().limit(MOST_LOSSES).map(EffectKey::toString).toList());
    }
    return all.isEmpty() ? NOTHING : CanonicalJson.text(all);
  }

  /** As many as there is room for, in the order of their names. */
  private static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> attributes) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    int room = ATTRIBUTES;
    for (Map.Entry<String, @Nullable Object> one : new TreeMap<>(attributes).entrySet()) {
      int length = CanonicalJson.text(one.getValue()).length() + one.getKey().length() * 2;
      if (length <= room) {
        shown.put(one.getKey(), one.getValue());
        room -= length;
      }
      if (room <= 0) {
        return shown;
      }
    }
    return shown;
  }

  static ListedSaga.Details read(String text) {
    if (text.equals(NOTHING)) {
      return ListedSaga.Details.NONE;
    }
    try {
      byte[] json = text.getBytes(StandardCharsets.UTF_8);
      return JsonReading.stored().read(json, 0, json.length) instanceof Map<?, ?> all
          ? details(all)
          : ListedSaga.Details.NONE;
    } catch (JsonReadingException e) {
      throw new IllegalStateException("a row of the list is damaged", e);
    }
  }

  @SuppressWarnings("unchecked") // what was written above
  private static ListedSaga.Details details(Map<?, ?> all) {
    return new ListedSaga.Details(
        all.get("attributes") instanceof Map<?, ?> map
            ? (Map<String, @Nullable Object>) map
            : Map.of(),
        Boolean.TRUE.equals(all.get("moreAttributes")),
        all.get("why") instanceof String why ? why : null,
        all.get("deadline") instanceof String deadline ? Instant.parse(deadline) : null,
        all.get("losses") instanceof List<?> losses ? (List<String>) losses : List.of(),
        Boolean.TRUE.equals(all.get("paused")));
  }
}
