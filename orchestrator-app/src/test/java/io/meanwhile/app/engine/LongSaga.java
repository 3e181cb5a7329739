package io.meanwhile.app.engine;

import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.Birth;
import io.meanwhile.app.log.Entry;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameEncoder;
import io.meanwhile.app.log.Hash;
import io.meanwhile.app.log.Metadata;
import io.meanwhile.app.log.Snapshot;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One saga with a long history, written to the log of a house without going through its engine. */
final class LongSaga {
  static final String DEFINITION =
      """
      saga: patient
      version: 1
      steps:
        only: { call: shop/only, deadline: P30D, confirm: { depth: 100000 } }
        after: { call: shop/after }
      """;
  static final EffectKey ONLY = EffectKey.action("only", 1);
  private static final Metadata ORIGIN = new Metadata("exchange-7", "m-1", "anna");

  private final House house;
  private final Definition definition;
  private final FrameEncoder encoder = new FrameEncoder(new EventCodec());
  private final long key;
  private final String id;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Hash last;
  private int said;
  private Saga ahead = Saga.NOT_STARTED;

  LongSaga(House house, String id) {
    this.house = house;
    this.id = id;
    this.definition = house.definitions.find("patient").orElseThrow();
    this.key = house.durable.keys().next(now);
    this.last = Hash.genesis(id);
  }

  long key() {
    return key;
  }

  Saga state() {
    return ahead;
  }

  /** Its snapshot as of now. */
  Snapshot snapshot(SnapshotCodec codec) {
    byte[] bytes = codec.encode(new SnapshotCodec.Kept(ORIGIN.correlation(), ahead));
    return new Snapshot(key, ahead.sequence(), last, codec.shape(), now, bytes);
  }

  /** Writes until it has so many events, in frames of as many. */
  LongSaga grow(long events, int frame) throws Exception {
    List<Frame> group = new ArrayList<>();
    List<SagaEvent> gained = new ArrayList<>();
    while (ahead.sequence() < events) {
      gained.addAll(decide());
      if (gained.size() >= frame || ahead.sequence() >= events) {
        group.add(seal(gained));
        gained.clear();
      }
      if (group.size() == 100) {
        house.appender.append(group);
        group.clear();
      }
    }
    if (!group.isEmpty()) {
      house.appender.append(group);
    }
    return this;
  }

  private List<SagaEvent> decide() {
    SagaCommand command =
        ahead.started()
            ? new SagaCommand.Observe(now, observation(++said, now), null)
            : new SagaCommand.Start(now, id, Map.of("amount", 5L), Map.of());
    now = now.plusMillis(10);
    var events = ((Decision.Events) SagaDecider.decide(definition, ahead, command)).events();
    for (SagaEvent event : events) {
      ahead = SagaDecider.evolve(ahead, event);
    }
    return events;
  }

  /** More confirmations each time, of something that needs a hundred thousand. */
  static Observation observation(int number, Instant at) {
    return new Observation(
        ONLY, "shop", "o-" + number, Report.CONFIRMED, number, null, null, null, null, at);
  }

  private Frame seal(List<SagaEvent> events) {
    long first = ahead.sequence() - events.size();
    Birth birth = first > 0 ? null : new Birth("r".repeat(64), definition.ref(), now);
    List<Entry> entries = events.stream().map(event -> new Entry(event, ORIGIN)).toList();
    Frame frame = encoder.encode(key, id, first, last, entries, birth);
    last = frame.lastHash();
    return frame;
  }
}
