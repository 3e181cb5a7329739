package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Tampered.and;
import static io.meanwhile.core.checker.Tampered.by;
import static io.meanwhile.core.checker.Tampered.decided;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.evolved;
import static io.meanwhile.core.checker.Tampered.has;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bugs in what is asked for, and when. */
final class OrderPlants {
  private OrderPlants() {}

  static void add(Plants plants) {
    order(plants);
    keys(plants);
    wanted(plants);
  }

  private static void order(Plants plants) {
    plants.chain(
        "compensations run in forward order",
        decided((_, saga, _, events) -> events.stream().map(e -> forward(saga, e)).toList()));
    plants.chain(
        "a compensation waits for nothing",
        decided((_, saga, _, events) ->
            has(events, SagaEvent.WentBackward.class) ? and(events, undo("a", 1, 1)) : events));
    plants.chain(
        "an action begins though the saga goes backward",
        decided((_, saga, _, events) ->
            has(events, SagaEvent.WentBackward.class) && saga.action("b") == null
                ? and(events, request(EffectKey.action("b", 1)))
                : events));
    plants.chain("a step begins at confirmed where it asks for final", by(OrderPlants::confirmed));
    plants.chain(
        "what was relied on is not written down",
        each(e -> e instanceof EffectRequested r ? relying(r, r.effect(), List.of()) : e));
    plants.one(
        "a redo begins while the first may stand",
        decided((_, _, _, events) ->
            passed(events, true) ? and(events, request(EffectKey.action("a", 2))) : events));
    plants.one(
        "a silent compensation is made anew under another key",
        each(e ->
            e instanceof SagaEvent.RetryRequested r && !r.effect().isAction()
                ? request(again(r.effect()))
                : e));
  }

  private static void keys(Plants plants) {
    plants.one(
        "an action is compensated a second time",
        decided((_, saga, _, events) ->
            has(events, SagaEvent.SagaEnded.class) && saga.backward()
                ? and(
                    List.of(request(again(undo("a", 1, 1).effect()))),
                    events.toArray(SagaEvent[]::new))
                : events));
    plants.one(
        "a void action is compensated",
        decided((_, _, _, events) ->
            has(events, SagaEvent.WentBackward.class) && !passed(events, true) && voids(events)
                ? and(events, undo("a", 1, 1))
                : events));
    plants.one(
        "a given-up action is sent again",
        decided((_, saga, _, events) ->
            passed(events, true) && saga.backward()
                ? and(
                    events,
                    new SagaEvent.RetryRequested(
                        Fold.NOW, EffectKey.action("a", 1), Fold.NOW, Fold.LATER))
                : events));
    plants.one(
        "what is wanted is compensated",
        decided((_, saga, _, events) ->
            !saga.backward()
                    && voidsNothing(events)
                    && saga.started()
                    && !has(events, SagaEvent.WentBackward.class)
                    && !events.isEmpty()
                ? and(events, undo("a", 1, 1))
                : events));
  }

  private static void wanted(Plants plants) {
    plants.chain(
        "actions stay wanted when the saga goes backward",
        evolved((before, e, after) ->
            e instanceof SagaEvent.WentBackward
                ? Rewritten.effects(after, before.effects())
                : after));
    plants.past(
        "a redo leaves the one before it wanted",
        evolved((before, e, after) ->
            e instanceof EffectRequested r && r.effect().isAction() && r.effect().generation() > 1
                ? Fold.with(
                    after,
                    java.util.Objects.requireNonNull(
                        before.effect(
                            EffectKey.action(r.effect().place(), r.effect().generation() - 1))))
                : after));
    plants.one(
        "an event takes two sequence numbers",
        evolved((_, e, after) ->
            e instanceof SagaEvent.DeadlinePassed ? Rewritten.sequence(after, 1) : after));
  }

  private static SagaEvent forward(Saga saga, SagaEvent event) {
    boolean ofB =
        event instanceof EffectRequested r
            && !r.effect().isAction()
            && r.effect().place().equals("b");
    Effect a = saga.action("a");
    return ofB && a != null && saga.compensations(a.key()).isEmpty() ? undo("a", 1, 1) : event;
  }

  private static Definition confirmed(Definition d) {
    List<Step> steps =
        d.steps().stream()
            .map(step -> {
              Map<String, Level> after = new LinkedHashMap<>();
              step.after().keySet().forEach(name -> after.put(name, Level.CONFIRMED));
              return new Step(
                  step.name(),
                  after,
                  step.action(),
                  step.undo(),
                  step.pivot(),
                  step.irreversible(),
                  step.when(),
                  step.undoing());
            })
            .toList();
    return Rewritten.steps(d, steps);
  }

  private static EffectRequested relying(EffectRequested r, EffectKey key, List<EffectKey> on) {
    return new EffectRequested(
        r.at(), key, r.to(), r.input(), on, r.sendAt(), r.until(), r.validUntil());
  }

  private static EffectKey again(EffectKey undo) {
    return EffectKey.compensation(undo.undone(), undo.generation() + 1);
  }

  static EffectRequested undo(String step, int action, int generation) {
    return request(EffectKey.compensation(EffectKey.action(step, action), generation));
  }

  static EffectRequested request(EffectKey key) {
    return new EffectRequested(
        Fold.NOW,
        key,
        io.meanwhile.core.model.Target.parse(key.place() + "/planted"),
        null,
        List.of(),
        Fold.NOW,
        Fold.LATER,
        null);
  }

  private static boolean passed(List<SagaEvent> events, boolean action) {
    return events.stream()
        .anyMatch(e -> e instanceof SagaEvent.DeadlinePassed d && d.effect().isAction() == action);
  }

  private static boolean voids(List<SagaEvent> events) {
    return events.stream()
        .anyMatch(e ->
            e instanceof SagaEvent.ObservationRecorded o
                && o.rung() == Rung.VOID
                && o.observation().effect().isAction());
  }

  private static boolean voidsNothing(List<SagaEvent> events) {
    return events.stream()
        .anyMatch(e -> e instanceof SagaEvent.ObservationRecorded o && o.rung() == Rung.ACCEPTED);
  }
}
