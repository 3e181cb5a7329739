package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.guarded;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Tampered.and;
import static io.meanwhile.core.checker.Tampered.by;
import static io.meanwhile.core.checker.Tampered.decided;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.without;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.ArrayList;
import java.util.List;

/** Bugs in what completion means, and in what may be left out. */
final class GoalPlants {
  private static final Completion ANY = new Completion(new Goal.Any(), Level.FINAL);
  private static final Definition EITHER = definition(null, ANY, step("a"), step("b", "a"));
  private static final Definition BOTH =
      definition(null, atLeast(2, "a", "b"), step("a"), step("b", "a"));
  private static final Definition SKIPPED =
      definition(null, atLeast(1, "b"), step("a"), guarded(step("b", "a"), "1 > 2"));
  private static final Definition READS =
      definition(
          null,
          new Completion(
              new Goal.Holds(Expression.compile("steps.a.result.ok && steps.b.result.ok")),
              Level.FINAL),
          step("a"),
          step("b", "a"));

  private GoalPlants() {}

  private static Completion atLeast(int count, String... of) {
    return new Completion(new Goal.AtLeast(count, List.of(of)), Level.FINAL);
  }

  static void add(Plants plants) {
    goals(plants);
    skips(plants);
  }

  private static void goals(Plants plants) {
    plants.put("a goal that counts is met by one too few", to(atLeast(1, "a", "b")), BOTH, 0);
    plants.put("a step begins though the goal is met", to(Completion.ALL_FINAL), EITHER, 0);
    plants.put(
        "a skipped step counts for a goal that counts", to(Completion.ALL_FINAL), SKIPPED, 0);
    plants.put("a goal is met by results that it does not want", to(ANY), READS, 0);
    plants.put(
        "a goal is met at confirmed where it asks for final",
        to(new Completion(new Goal.Any(), Level.CONFIRMED)),
        EITHER,
        0);
    plants.put(
        "what a completed saga did without is not listed",
        each(e ->
            e instanceof SagaEvent.SagaEnded s && s.outcome() == SagaStatus.COMPLETED
                ? new SagaEvent.SagaEnded(s.at(), s.outcome(), List.of(), s.result())
                : e),
        EITHER,
        1);
    plants.put(
        "a saga stays COMPLETED though its goal fell",
        decided((_, saga, _, events) ->
            saga.ended() == null
                ? events
                : events.stream().filter(SagaEvent.ObservationRecorded.class::isInstance).toList()),
        EITHER,
        1);
  }

  private static Rules to(Completion other) {
    return by(d -> Rewritten.goal(d, other));
  }

  private static void skips(Plants plants) {
    plants.broken("a skip is forgotten", without(SagaEvent.StepSkipped.class::isInstance));
    plants.broken(
        "who skipped a step is not written down",
        each(e ->
            e instanceof SagaEvent.SkipRequested s
                ? new SagaEvent.SkipRequested(
                    s.at(), s.step(), "", s.reason(), s.before(), s.after())
                : e));
    plants.broken("a step in flight is skipped", new SkipsAnyway());
    plants.broken(
        "what was left out for good is looked at anew",
        decided((_, saga, _, events) -> lifted(saga, events)));
    plants.broken(
        "a step that was left out begins all the same",
        decided((_, saga, _, events) ->
            isSkipped(saga.action("b")) && !saga.backward() && saga.ended() == null
                ? and(events, OrderPlants.request(io.meanwhile.core.model.EffectKey.action("b", 2)))
                : events));
  }

  private static boolean isSkipped(@org.jspecify.annotations.Nullable Effect effect) {
    return effect != null && effect.rung() == Rung.SKIPPED;
  }

  private static List<SagaEvent> lifted(Saga saga, List<SagaEvent> events) {
    List<SagaEvent> more = new ArrayList<>(events);
    for (Effect effect : saga.all()) {
      if (isSkipped(effect) && saga.ended() == null) {
        more.add(0, new SagaEvent.SkipLifted(Fold.NOW, effect.key(), "planted"));
      }
    }
    return more;
  }

  /** Does what must be refused. */
  private static final class SkipsAnyway implements Rules {
    @Override
    public Decision decide(Definition definition, Saga saga, SagaCommand command) {
      Decision decision = PRODUCTION.decide(definition, saga, command);
      Effect newest = command instanceof SagaCommand.Skip s ? saga.action(s.step()) : null;
      boolean refused = decision instanceof Decision.Refused;
      if (!refused || newest == null || !(command instanceof SagaCommand.Skip s)) {
        return decision;
      }
      return new Decision.Events(
          List.of(
              new SagaEvent.SkipRequested(s.at(), s.step(), s.who(), s.reason(), "", ""),
              new SagaEvent.LossListed(s.at(), newest.key(), "planted")));
    }

    @Override
    public Saga evolve(Saga saga, SagaEvent event) {
      return PRODUCTION.evolve(saga, event);
    }
  }
}
