package io.meanwhile.app.api;

import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.projections.ListedSaga;
import io.meanwhile.app.projections.SagaFilter;
import io.meanwhile.app.projections.SagaList;
import io.meanwhile.app.projections.SagaListPage;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.SagaStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds sagas, the newest first. */
final class SagaSearch {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 200;
  private static final int MOST_ATTRIBUTES = 10;
  private static final int LONGEST_TEXT = 100;
  private static final String ATTRIBUTE = "attribute.";

  private final SagaList list;
  private final Orchestrator orchestrator;

  SagaSearch(SagaList list, Orchestrator orchestrator) {
    this.list = list;
    this.orchestrator = orchestrator;
  }

  /** The filters that have a name of their own, as they were sent. */
  record Asked(
      @Nullable String status,
      @Nullable String definition,
      @Nullable String divergence,
      @Nullable String since,
      @Nullable String before,
      @Nullable String q) {}

  /**
   * Reads the filters.
   *
   * @param all every parameter of the request
   */
  static SagaFilter filter(Asked asked, Map<String, String> all) {
    return new SagaFilter(
        asked.status() == null ? Set.of() : statuses(asked.status()),
        asked.definition(),
        attributes(all),
        asked.divergence() == null ? null : divergence(asked.divergence()),
        Parameters.instant("since", asked.since()),
        Parameters.instant("before", asked.before()),
        text(asked.q()));
  }

  SagaPage page(SagaFilter filter, @Nullable String limit, @Nullable String cursor) {
    int most = Parameters.whole("limit", limit, 1, MOST, DEFAULT_LIMIT);
    if (cursor != null && !SagaList.isCursor(cursor)) {
      throw Parameters.bad("cursor must be the next of another page, as it came.");
    }
    // Read first: what is in the page is then at least as new as it says.
    ListLagResource asOf = ListLagResource.of(list.lag());
    SagaListPage page = list.page(filter, most, cursor);
    return new SagaPage(page.sagas().stream().map(this::summary).toList(), page.next(), asOf);
  }

  /** Rows do not hold what may be large: it is read from the sagas of the page. */
  private SagaSummary summary(ListedSaga saga) {
    return SagaSummary.of(saga, view(saga.id()).orElse(null));
  }

  /** A saga that cannot be read is listed with what is known: it harms no neighbour. */
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

  private static Set<SagaStatus> statuses(String text) {
    Set<SagaStatus> statuses = EnumSet.noneOf(SagaStatus.class);
    for (String name : text.split(",", -1)) {
      statuses.add(status(name.strip()));
    }
    return statuses;
  }

  private static SagaStatus status(String name) {
    return Arrays.stream(SagaStatus.values())
        .filter(status -> status.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            Parameters.bad("status must be one of " + Arrays.toString(SagaStatus.values()) + "."));
  }

  private static DivergenceKind divergence(String word) {
    return Words.parse(DivergenceKind.class, word)
        .orElseThrow(() ->
            Parameters.bad(
                "divergence must be one of "
                    + String.join(", ", Words.all(DivergenceKind.class))
                    + "."));
  }

  private static Map<String, String> attributes(Map<String, String> all) {
    Map<String, String> attributes = new HashMap<>();
    all.forEach((name, value) -> {
      if (name.startsWith(ATTRIBUTE)) {
        attributes.put(name.substring(ATTRIBUTE.length()), value);
      }
    });
    if (attributes.size() > MOST_ATTRIBUTES) {
      throw Parameters.bad("At most " + MOST_ATTRIBUTES + " attributes can be asked for at once.");
    }
    return attributes;
  }

  private static @Nullable String text(@Nullable String q) {
    if (q != null && (q.isBlank() || q.length() > LONGEST_TEXT)) {
      throw Parameters.bad("q must have 1 to " + LONGEST_TEXT + " characters.");
    }
    return q;
  }
}
