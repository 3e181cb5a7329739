package io.meanwhile.app.projections;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.Identity;
import io.meanwhile.app.log.LogChunk;
import io.meanwhile.app.log.Micros;
import io.meanwhile.core.model.Divergence;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Statuses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row as it is to be.
 *
 * @param divergences kinds in the order of their names, with commas between
 * @param terms all it is to be found by
 */
record Row(
    long sagaKey,
    String id,
    String definition,
    int version,
    SagaStatus status,
    boolean backward,
    long eventCount,
    Instant startedAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    boolean withLosses,
    int questions,
    String divergences,
    String details,
    String words,
    List<Term> terms,
    @Nullable String unreadable) {
  /** Attributes of one saga that it can be found by; those with the first names. */
  static final int MOST_ATTRIBUTES = 100;

  private static final int LONGEST_WORDS = 1000;
  private static final int LONGEST_WORD = 200;
  private static final int LONGEST_REASON = 400;

  static Row of(SagaView view) {
    Saga saga = view.state();
    Saga.Ended ended = saga.ended();
    List<String> kinds =
        saga.divergences().stream()
            .map(Divergence::kind)
            .map(Term::word)
            .distinct()
            .sorted()
            .toList();
    return new Row(
        view.key(),
        saga.id(),
        view.definition().ref().name(),
        view.definition().ref().version(),
        Statuses.statusOf(view.definition(), saga),
        saga.backward(),
        saga.sequence(),
        Objects.requireNonNull(saga.startedAt()),
        view.lastEventAt(),
        ended == null ? null : ended.at(),
        ended != null && !ended.losses().isEmpty(),
        saga.questions().size(),
        String.join(",", kinds),
        DetailsText.of(saga),
        words(saga, view.definition().ref().name()),
        terms(saga),
        null);
  }

  /** Of a saga none of whose events can be read: what its birth says. */
  static Row unreadable(Identity born, LogChunk.Moved moved, String why) {
    return new Row(
        born.sagaKey(),
        born.id(),
        born.definition().name(),
        born.definition().version(),
        SagaStatus.NOT_STARTED,
        false,
        moved.eventCount(),
        born.startedAt(),
        moved.at(),
        null,
        false,
        0,
        "",
        DetailsText.none(),
        born.id().toLowerCase(Locale.ROOT),
        List.of(),
        reason(why));
  }

  static String reason(String why) {
    return Letters.cut(why, LONGEST_REASON);
  }

  Place place() {
    return new Place(Micros.of(startedAt), sagaKey);
  }

  private static List<Term> terms(Saga saga) {
    List<Term> terms = new ArrayList<>();
    saga.divergences().stream()
        .map(Divergence::kind)
        .distinct()
        .map(Term::divergence)
        .forEach(terms::add);
    sorted(saga).entrySet().stream()
        .limit(MOST_ATTRIBUTES)
        .map(one -> Term.attribute(one.getKey(), Term.text(one.getValue())))
        .distinct()
        .forEach(terms::add);
    return List.copyOf(terms);
  }

  private static String words(Saga saga, String definition) {
    StringBuilder words = new StringBuilder(saga.id()).append(' ').append(definition);
    for (Object value : sorted(saga).values()) {
      String word = Term.text(value);
      words.append(' ').append(word, 0, Math.min(LONGEST_WORD, word.length()));
      if (words.length() > LONGEST_WORDS) {
        break;
      }
    }
    return Letters.cut(words.toString().toLowerCase(Locale.ROOT), LONGEST_WORDS);
  }

  private static Map<String, @Nullable Object> sorted(Saga saga) {
    return saga.attributes().size() < 2 ? saga.attributes() : new TreeMap<>(saga.attributes());
  }
}
