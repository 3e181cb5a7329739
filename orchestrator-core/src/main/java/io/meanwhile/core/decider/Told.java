package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Match;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people and messages tell a saga itself: each is an observation by the orchestrator. */
final class Told {
  /** Of each decision there is one. */
  private static final String DECISION = "decision";

  private Told() {}

  /** A message to this saga: for the first step that waits for it. */
  static Decision message(Turn turn, SagaCommand.Tell told) {
    List<Effect> fitting = new ArrayList<>();
    for (Effect effect : turn.saga().all()) {
      if (Own.of(effect.to()) == Own.MESSAGE && fits(effect, told)) {
        fitting.add(effect);
      }
    }
    Effect first = fitting.stream().filter(Awaited::attends).findFirst().orElse(null);
    Effect any = first != null || fitting.isEmpty() ? first : fitting.getLast();
    if (any == null) {
      return turn.refused("not-waiting", "No step waits for this message " + told.name() + ".");
    }
    return observe(turn, any, told.id(), told.data(), null);
  }

  private static boolean fits(Effect effect, SagaCommand.Tell told) {
    if (!(effect.input() instanceof Map<?, ?> input) || !told.name().equals(input.get("name"))) {
      return false;
    }
    try {
      return !(input.get("of") instanceof String of)
          || Objects.equals(
              input.get("key"), Match.ofMessage(of).evaluate(Scope.ofMessage(told.data())));
    } catch (ExpressionException absent) {
      return false;
    }
  }

  /** A person's decision. */
  static Decision decide(Turn turn, SagaCommand.Decide decide) {
    Effect effect = turn.saga().action(decide.step());
    boolean decision = effect != null && Own.of(effect.to()) == Own.DECISION;
    if (effect == null || !decision || !(effect.input() instanceof Map<?, ?> asked)) {
      String why = "No decision is asked for at step " + decide.step() + ".";
      return turn.refused("not-waiting", why);
    }
    List<?> who = list(asked.get("who"));
    boolean may =
        Stream.concat(Stream.of(decide.who()), decide.roles().stream()).anyMatch(who::contains);
    if (!may) {
      return turn.refused(
          "forbidden", "The decision " + decide.step() + " is one of: " + words(who));
    }
    if (!list(asked.get("choices")).contains(decide.choice())) {
      String offered = "It is one of: " + words(list(asked.get("choices")));
      return turn.refused("choice-not-offered", decide.choice() + " is no choice. " + offered);
    }
    if (isSame(effect, decide)) {
      return new Decision.Events(List.of());
    }
    return observe(turn, effect, DECISION, result(decide), decide.reason());
  }

  private static boolean isSame(Effect effect, SagaCommand.Decide decide) {
    return effect.result() instanceof Map<?, ?> made
        && decide.choice().equals(made.get("choice"))
        && decide.who().equals(made.get("by"))
        && Objects.equals(decide.form(), made.get("form"));
  }

  private static Map<String, @Nullable Object> result(SagaCommand.Decide decide) {
    Map<String, @Nullable Object> result = new TreeMap<>();
    result.put("at", decide.at().toString());
    result.put("by", decide.who());
    result.put("choice", decide.choice());
    if (decide.form() != null) {
      result.put("form", decide.form());
    }
    return result;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : Collections.emptyList();
  }

  private static String words(List<?> words) {
    return String.join(", ", words.stream().map(String::valueOf).toList()) + ".";
  }

  private static Decision observe(
      Turn turn, Effect effect, String id, @Nullable Object result, @Nullable String reason) {
    Instant at = turn.at;
    Observation seen =
        new Observation(
            effect.key(), Own.PARTICIPANT, id, Report.FINAL, null, result, reason, null, null, at);
    return Observing.decide(turn, new SagaCommand.Observe(at, seen, null));
  }
}
