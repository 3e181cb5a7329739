package io.meanwhile.app.jmh;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.log.Birth;
import io.meanwhile.app.log.Entry;
import io.meanwhile.app.log.Frame;
import io.meanwhile.app.log.FrameEncoder;
import io.meanwhile.app.log.Hash;
import io.meanwhile.app.log.Metadata;
import io.meanwhile.app.log.SagaKeys;
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

/** Sagas, commands, events and frames such as the service has them, made once. */
final class Material {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final Metadata ORIGIN = new Metadata("order-7", "message-9", "anna");
  private static final String THREE =
      """
      saga: three
      version: 1
      steps:
        first: { call: shop/first, undo: { call: shop/unfirst } }
        second: { call: shop/second, undo: { call: shop/unsecond } }
        third: { call: shop/third }
      """;
  private static final String LONG =
      """
      saga: long
      version: 1
      steps:
        first: { call: shop/first, deadline: P30D, confirm: { depth: 100000 } }
      """;

  private final FrameEncoder encoder = new FrameEncoder(new EventCodec());

  static Definition three() {
    return definition(THREE);
  }

  static Definition patient() {
    return definition(LONG);
  }

  private static Definition definition(String yaml) {
    return switch (DefinitionReader.read(yaml, Syntax.YAML)) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var _) -> definition;
      case DefinitionReader.Outcome.Flawed(var flaws) ->
          throw new IllegalStateException(flaws.toString());
    };
  }

  static SagaCommand start(String saga) {
    return new SagaCommand.Start(NOON, saga, Map.of("amount", 5L, "to", "anna"), Map.of());
  }

  static SagaCommand observe(String step, Report status, int number) {
    Observation seen =
        new Observation(
            EffectKey.action(step, 1),
            "shop",
            "o-" + number,
            status,
            number,
            Map.of("tx", "0x" + number),
            null,
            null,
            null,
            NOON);
    return new SagaCommand.Observe(NOON, seen, null);
  }

  static List<SagaEvent> events(Definition definition, Saga saga, SagaCommand command) {
    return switch (SagaDecider.decide(definition, saga, command)) {
      case Decision.Events(var events) -> events;
      case Decision.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }

  static Saga after(Saga saga, List<SagaEvent> events) {
    Saga next = saga;
    for (SagaEvent event : events) {
      next = SagaDecider.evolve(next, event);
    }
    return next;
  }

  /** A saga of one step of which so many reports have come. */
  static Saga told(int reports) {
    Definition definition = patient();
    Saga saga = after(Saga.NOT_STARTED, events(definition, Saga.NOT_STARTED, start("s-1")));
    for (int i = 1; i <= reports; i++) {
      saga = after(saga, events(definition, saga, observe("first", Report.CONFIRMED, i)));
    }
    return saga;
  }

  static List<Entry> entries(List<SagaEvent> events) {
    return events.stream().map(event -> new Entry(event, ORIGIN)).toList();
  }

  Frame birth(long key, String saga, Definition definition, List<Entry> entries) {
    Birth birth = new Birth("r".repeat(64), definition.ref(), NOON);
    return encoder.encode(key, saga, 0, Hash.genesis(saga), entries, birth);
  }

  /** The first frames of so many new sagas. */
  List<Frame> births(SagaKeys keys, int frames) {
    Definition definition = three();
    List<Frame> group = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      long key = keys.next(NOON);
      String saga = "s-" + key;
      group.add(
          birth(key, saga, definition, entries(events(definition, Saga.NOT_STARTED, start(saga)))));
    }
    return group;
  }
}
