package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows a saga as it was known to be, or as it was: the fold of a part of its events. */
final class Pasts {
  private final SagaViews views;
  private final Histories histories;
  private final EventCodec codec;

  Pasts(SagaViews views, Histories histories, EventCodec codec) {
    this.views = views;
    this.histories = histories;
    this.codec = codec;
  }

  /**
   * Which past is asked for; at most one of them.
   *
   * @param sequence the saga when it had so many events
   * @param recordedBy what was recorded by then
   * @param occurredBy the same, and what had happened outside by then and was learnt later
   */
  record Asked(
      @Nullable String sequence, @Nullable String recordedBy, @Nullable String occurredBy) {

    /** False when it is asked for as it is now. */
    boolean past() {
      return sequence != null || recordedBy != null || occurredBy != null;
    }
  }

  /** The saga as asked for; as it is now when nothing is. */
  SagaView get(String saga, Asked asked) {
    SagaView now = views.get(saga);
    long given =
        Stream.of(asked.sequence() != null, asked.recordedBy() != null, asked.occurredBy() != null)
            .filter(one -> one)
            .count();
    if (given > 1) {
      throw Parameters.bad("Give one of sequence, recordedBy and occurredBy.");
    }
    Instant recordedBy = Parameters.instant("recordedBy", asked.recordedBy());
    Instant occurredBy = Parameters.instant("occurredBy", asked.occurredBy());
    if (asked.sequence() != null) {
      long events = Parameters.number("sequence", asked.sequence());
      return histories.looking(() -> first(now, histories.of(now), events));
    }
    if (recordedBy != null) {
      return histories.looking(() -> recorded(now, histories.of(now), recordedBy));
    }
    return occurredBy == null
        ? now
        : histories.looking(() -> occurred(now, histories.of(now), occurredBy));
  }

  /** What became of the effects between two places in the saga's history. */
  DiffResource diff(String saga, @Nullable String from, @Nullable String to) {
    if (from == null) {
      throw Parameters.bad("from is needed: how many events the saga had before.");
    }
    long earlier = Parameters.number("from", from);
    SagaView now = views.get(saga);
    return histories.looking(() -> {
      List<StoredEvent> events = histories.of(now);
      long later = to == null ? events.size() : Parameters.number("to", to);
      if (earlier > later) {
        throw Parameters.bad("from must not be after to.");
      }
      SagaView before = first(now, events, earlier);
      SagaView after = first(now, events, later);
      List<StoredEvent> between = events.subList((int) earlier, (int) later);
      return DiffResource.of(before, after, between.stream().map(this::named).toList());
    });
  }

  private DiffResource.Named named(StoredEvent event) {
    return new DiffResource.Named(
        Long.toString(event.sequence()), codec.type(event.event()), event.recordedAt());
  }

  private static SagaView first(SagaView now, List<StoredEvent> events, long count) {
    if (count < 1 || count > events.size()) {
      throw new ProblemException(
          ErrorCode.UNKNOWN_SEQUENCE,
          "The saga has " + events.size() + " events; ask for 1 to " + events.size() + ".");
    }
    List<StoredEvent> kept = events.subList(0, (int) count);
    return view(now, fold(kept), kept.getLast());
  }

  private static SagaView recorded(SagaView now, List<StoredEvent> events, Instant by) {
    List<StoredEvent> kept = upTo(events, by);
    return view(now, fold(kept), kept.getLast());
  }

  /**
   * What is learnt later about effects that were there by then. It is told where the effect is, not
   * what was decided on it: that came when it was learnt.
   */
  private static SagaView occurred(SagaView now, List<StoredEvent> events, Instant by) {
    List<StoredEvent> kept = upTo(events, by);
    Saga saga = fold(kept);
    StoredEvent last = kept.getLast();
    for (StoredEvent stored : events.subList(kept.size(), events.size())) {
      if (stored.event() instanceof SagaEvent.ObservationRecorded later) {
        Instant occurredAt = later.observation().occurredAt();
        boolean counts = occurredAt != null && !occurredAt.isAfter(by);
        if (counts && saga.effect(later.observation().effect()) != null) {
          saga = SagaDecider.evolve(saga, later);
          last = stored;
        }
      }
    }
    return view(now, saga, last);
  }

  /**
   * The events up to the first one after that time: times of different nodes may differ a little.
   */
  private static List<StoredEvent> upTo(List<StoredEvent> events, Instant by) {
    int count = 0;
    while (count < events.size() && !events.get(count).recordedAt().isAfter(by)) {
      count++;
    }
    if (count == 0) {
      throw new ProblemException(
          ErrorCode.UNKNOWN_SAGA,
          "The saga was not there by "
              + by
              + ": it was started at "
              + events.getFirst().recordedAt()
              + ".");
    }
    return events.subList(0, count);
  }

  private static Saga fold(List<StoredEvent> events) {
    Saga saga = Saga.NOT_STARTED;
    for (StoredEvent stored : events) {
      saga = SagaDecider.evolve(saga, stored.event());
    }
    return saga;
  }

  private static SagaView view(SagaView now, Saga saga, StoredEvent last) {
    return new SagaView(saga, now.definition(), now.key(), last.recordedAt());
  }
}
