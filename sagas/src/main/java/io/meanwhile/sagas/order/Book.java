package io.meanwhile.sagas.order;

import io.meanwhile.sagas.order.Entry.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every key was about, on disk before it is answered: asked again, also by a process started
 * anew, it is answered the same and nothing happens twice. Thread-safe.
 */
final class Book {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;
  private final InstantSource clock;
  private final Map<String, Entry> byKey = new LinkedHashMap<>();
  private final Map<String, Entry> undoneBy = new LinkedHashMap<>();

  /** Goes on where the file ends; a last line that was cut off by a kill was never answered. */
  Book(Path directory, InstantSource clock) throws IOException {
    this.clock = clock;
    Files.createDirectories(directory);
    this.file = directory.resolve("order.jsonl");
    if (!Files.exists(file)) {
      return;
    }
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    try {
      whole.lines().forEach(line -> remember(JSON.readValue(line, Entry.class)));
    } catch (JacksonException e) {
      throw new IOException(file + " is damaged; delete it to begin anew", e);
    }
    if (whole.length() < text.length()) {
      Files.writeString(file, whole);
    }
  }

  synchronized Optional<Entry> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Decides about a new action, or says again what was decided. */
  synchronized Entry act(String key, Operation operation, Map<String, Object> input, Duration takes)
      throws Problem, IOException {
    Entry known = byKey.get(key);
    if (known != null) {
      return known;
    }
    Entry undone = undoneBy.get(key);
    Verdict verdict =
        undone != null
            ? new Verdict.Refused("blocked by its compensation")
            : operation.rule().decide(key, input, this);
    return keep(
        switch (verdict) {
          case Verdict.Done done ->
              entry(key, operation, key, Said.DONE, done.result(), null, takes);
          case Verdict.Refused refused ->
              entry(key, operation, key, Said.REFUSED, Map.of(), refused.reason(), Duration.ZERO);
        });
  }

  /** An action refused for a reason that lies outside the book. */
  synchronized Entry refuse(String key, Operation operation, String reason) throws IOException {
    Entry known = byKey.get(key);
    return known != null
        ? known
        : keep(entry(key, operation, key, Said.REFUSED, Map.of(), reason, Duration.ZERO));
  }

  /**
   * Undoes the action, or blocks it when it has not happened: an action that was never seen, was
   * refused, or is not ready yet.
   */
  synchronized Entry undo(String key, String actionKey, Operation operation, Duration takes)
      throws IOException {
    Entry known = byKey.get(key);
    if (known != null) {
      return known;
    }
    Entry before = undoneBy.get(actionKey);
    Entry action = byKey.get(actionKey);
    Said said;
    if (before != null) {
      said = before.said();
    } else {
      boolean happened =
          action != null && action.said() == Said.DONE && action.ready(clock.instant());
      said = happened ? Said.UNDONE : Said.BLOCKED;
    }
    Duration wait = said == Said.UNDONE ? takes : Duration.ZERO;
    return keep(entry(key, operation, actionKey, said, Map.of(), null, wait));
  }

  /** The word on a key that has not been ready: its compensation may have come in between. */
  synchronized Entry latest(Entry entry) {
    Entry undoing = undoneBy.get(entry.key());
    return entry.said() == Said.DONE && undoing != null && undoing.said() == Said.BLOCKED
        ? new Entry(
            entry.key(),
            entry.operation(),
            entry.actionKey(),
            Said.REFUSED,
            Map.of(),
            "blocked by its compensation",
            undoing.readyAt())
        : entry;
  }

  /** Adds up a number over all actions of that operation that were done and not undone. */
  synchronized long sum(String operation, String field, Predicate<Entry> which) {
    return byKey.values().stream()
        .filter(entry -> entry.operation().equals(operation) && entry.said() == Said.DONE)
        .filter(entry -> !undoneBy.containsKey(entry.key()))
        .filter(which)
        .mapToLong(entry -> entry.number(field))
        .sum();
  }

  /** How many actions of that operation were done and not undone. */
  synchronized long count(String operation) {
    return byKey.values().stream()
        .filter(entry -> entry.operation().equals(operation) && entry.said() == Said.DONE)
        .filter(entry -> !undoneBy.containsKey(entry.key()))
        .count();
  }

  private Entry entry(
      String key,
      Operation operation,
      String actionKey,
      Said said,
      Map<String, Object> result,
      @Nullable String reason,
      Duration takes) {
    Instant readyAt = clock.instant().plus(takes);
    return new Entry(key, operation.name(), actionKey, said, result, reason, readyAt);
  }

  private Entry keep(Entry entry) throws IOException {
    Files.write(
        file,
        (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    remember(entry);
    return entry;
  }

  private void remember(Entry entry) {
    byKey.put(entry.key(), entry);
    if (entry.compensation()) {
      undoneBy.putIfAbsent(entry.actionKey(), entry);
    }
  }
}
