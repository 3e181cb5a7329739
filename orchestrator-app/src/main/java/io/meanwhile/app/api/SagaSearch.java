package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.projections.SagaDirectory;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Statuses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds sagas, the newest first. One page looks at a bounded number of them. */
final class SagaSearch {
  private static final int LOOKED_AT = 500;
  private static final int BATCH = 100;
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 200;
  private static final String ATTRIBUTE = "attribute.";

  private final SagaDirectory directory;
  private final Orchestrator orchestrator;

  SagaSearch(SagaDirectory directory, Orchestrator orchestrator) {
    this.directory = directory;
    this.orchestrator = orchestrator;
  }

  /**
   * What is looked for.
   *
   * @param before only sagas started before the one with this key
   */
  record Query(
      @Nullable SagaStatus status,
      @Nullable String definition,
      Map<String, String> attributes,
      int limit,
      long before) {

    static Query read(
        @Nullable String status,
        @Nullable String definition,
        @Nullable String limit,
        @Nullable String cursor,
        Map<String, String> all) {
      Map<String, String> attributes = new HashMap<>();
      all.forEach((name, value) -> {
        if (name.startsWith(ATTRIBUTE)) {
          attributes.put(name.substring(ATTRIBUTE.length()), value);
        }
      });
      return new Query(
          status == null ? null : status(status),
          definition,
          attributes,
          Parameters.whole("limit", limit, 1, MOST, DEFAULT_LIMIT),
          cursor == null ? Long.MAX_VALUE : Parameters.number("cursor", cursor));
    }

    private static SagaStatus status(String text) {
      return Arrays.stream(SagaStatus.values())
          .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() ->
              Parameters.bad(
                  "status must be one of " + Arrays.toString(SagaStatus.values()) + "."));
    }

    boolean fits(SagaView view) {
      boolean fits = status == null || Statuses.statusOf(view.definition(), view.state()) == status;
      return fits
          && attributes.entrySet().stream()
              .allMatch(wanted ->
                  wanted.getValue().equals(text(view.state().attributes().get(wanted.getKey()))));
    }

    private static @Nullable String text(@Nullable Object value) {
      return value == null ? null : value.toString();
    }
  }

  SagaPage page(Query query) {
    List<SagaResource> found = new ArrayList<>();
    boolean openOnly = query.status() != null && !query.status().ended();
    long before = query.before();
    int lookedAt = 0;
    while (lookedAt < LOOKED_AT) {
      List<SagaDirectory.Entry> batch =
          directory.before(before, query.definition(), openOnly, BATCH);
      for (SagaDirectory.Entry entry : batch) {
        lookedAt++;
        before = entry.sagaKey();
        view(entry.id()).filter(query::fits).map(SagaResource::of).ifPresent(found::add);
        if (found.size() == query.limit()) {
          return new SagaPage(found, Long.toString(before));
        }
      }
      if (batch.size() < BATCH) {
        return new SagaPage(found, null);
      }
    }
    return new SagaPage(found, Long.toString(before));
  }

  /** A saga that cannot be read is left out: it harms no neighbour. */
  private Optional<SagaView> view(String saga) {
    try {
      return orchestrator.find(saga);
    } catch (RefusedException unreadable) {
      if (unreadable.retryAfter() != null) {
        throw unreadable;
      }
      return Optional.empty();
    }
  }
}
