package io.meanwhile.app.messages;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Match;
import io.meanwhile.core.expression.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages for those who wait, and who waits for a message, by look-up: what a message is
 * looked at for is computed once, when it comes. In memory only; not for several threads.
 */
final class MessageIndex {
  private final Map<String, Kept> messages = new LinkedHashMap<>();
  private final Map<String, Map<String, Looked>> byName = new HashMap<>();
  private final Map<Long, List<Wait>> bySaga = new HashMap<>();
  private int waiting;

  /** One thing that messages of a name are looked at for. */
  static final class Looked {
    final @Nullable Expression of;

    /** All that are remembered have been looked at. */
    boolean complete;

    final Map<Object, TreeMap<Long, Kept>> messages = new HashMap<>();
    final Map<Object, List<Wait>> waits = new HashMap<>();

    Looked(String of) {
      this.of = of.isEmpty() ? null : Match.ofMessage(of);
    }

    /** Null for a message that says nothing of it. */
    @Nullable Object key(@Nullable Object data) {
      if (of == null) {
        return Wait.ANY;
      }
      try {
        return of.evaluate(Scope.ofMessage(data));
      } catch (ExpressionException absent) {
        return null;
      }
    }
  }

  @Nullable Kept find(String id) {
    return messages.get(id);
  }

  int size() {
    return messages.size();
  }

  int waiting() {
    return waiting;
  }

  Collection<Kept> all() {
    return messages.values();
  }

  /** A message that is remembered, and not looked at yet. */
  void remember(Kept message) {
    messages.put(message.id, message);
  }

  /** What messages of this name are looked at for. */
  List<Looked> lookedAt(String name) {
    return List.copyOf(byName.getOrDefault(name, Map.of()).values());
  }

  /** What a message says of these. Not under the lock: an expression may take its time. */
  static Map<Looked, Optional<Object>> keys(List<Looked> lookedAt, @Nullable Object data) {
    Map<Looked, Optional<Object>> keys = new HashMap<>();
    lookedAt.forEach(looked -> keys.put(looked, Optional.ofNullable(looked.key(data))));
    return keys;
  }

  /**
   * A message that has just come: who waits for it, the longest first.
   *
   * @param known what it says; the rest is looked at now
   */
  List<Wait> came(Kept message, @Nullable Object data, Map<Looked, Optional<Object>> known) {
    remember(message);
    List<Wait> waits = new ArrayList<>();
    byName
        .getOrDefault(message.name, Map.of())
        .values()
        .forEach(looked -> {
          Optional<Object> said = known.get(looked);
          Object key = said == null ? looked.key(data) : said.orElse(null);
          if (key != null) {
            looked
                .messages
                .computeIfAbsent(key, _ -> new TreeMap<>())
                .put(message.position, message);
            waits.addAll(looked.waits.getOrDefault(key, List.of()));
          }
        });
    waits.sort(Comparator.comparing(Wait::since).thenComparingLong(Wait::sagaKey));
    return waits;
  }

  /** A remembered message is looked at for one more thing. */
  void look(String of, String id, @Nullable Object data) {
    Kept message = messages.get(id);
    if (message != null) {
      Looked looked = looked(message.name, of);
      Object key = looked.key(data);
      if (key != null) {
        looked.messages.computeIfAbsent(key, _ -> new TreeMap<>()).put(message.position, message);
      }
    }
  }

  private Looked looked(String name, String of) {
    return byName.computeIfAbsent(name, _ -> new HashMap<>()).computeIfAbsent(of, Looked::new);
  }

  /** True when nothing is remembered that has not been looked at for this. */
  boolean isComplete(String name, String of) {
    Looked looked = looked(name, of);
    looked.complete |= messages.values().stream().noneMatch(kept -> kept.name.equals(name));
    return looked.complete;
  }

  /** All that were remembered have been looked at for this. */
  void complete(String name, String of) {
    looked(name, of).complete = true;
  }

  /** The oldest message for this wait; null when there is none. */
  @Nullable Kept first(Wait wait) {
    TreeMap<Long, Kept> all = looked(wait.name(), wait.of()).messages.get(wait.key());
    return all == null
        ? null
        : all.values().stream().filter(message -> message.isFor(wait)).findFirst().orElse(null);
  }

  /** True when the step still waits. */
  boolean waits(Wait wait) {
    return bySaga.getOrDefault(wait.sagaKey(), List.of()).contains(wait);
  }

  boolean attends(long sagaKey) {
    return bySaga.containsKey(sagaKey);
  }

  /** What a saga waits for at present; returns the waits that are new. */
  List<Wait> update(long sagaKey, List<Wait> now) {
    List<Wait> before = bySaga.getOrDefault(sagaKey, List.of());
    List<Wait> fresh = now.stream().filter(wait -> !before.contains(wait)).toList();
    before.stream().filter(wait -> !now.contains(wait)).forEach(this::withdraw);
    fresh.forEach(this::add);
    if (now.isEmpty()) {
      bySaga.remove(sagaKey);
    } else {
      bySaga.put(sagaKey, List.copyOf(now));
    }
    return fresh;
  }

  private void add(Wait wait) {
    looked(wait.name(), wait.of())
        .waits
        .computeIfAbsent(wait.key(), _ -> new ArrayList<>())
        .add(wait);
    waiting++;
  }

  private void withdraw(Wait wait) {
    Map<Object, List<Wait>> waits = looked(wait.name(), wait.of()).waits;
    List<Wait> same = waits.getOrDefault(wait.key(), new ArrayList<>());
    waiting -= same.remove(wait) ? 1 : 0;
    if (same.isEmpty()) {
      waits.remove(wait.key());
    }
  }

  /** Waits that satisfy this, at most so many. */
  List<Wait> waits(Predicate<Wait> which, int most) {
    return bySaga.values().stream().flatMap(List::stream).filter(which).limit(most).toList();
  }

  void forget(Set<Kept> gone) {
    gone.forEach(message -> messages.remove(message.id));
    for (Map<String, Looked> ofName : byName.values()) {
      for (Looked looked : ofName.values()) {
        looked
            .messages
            .values()
            .removeIf(same -> {
              same.values().removeIf(gone::contains);
              return same.isEmpty();
            });
      }
    }
  }
}
