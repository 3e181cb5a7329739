package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Tampered.each;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Proposed;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Bugs in what may be proposed, and in what becomes of it. */
final class ProposalPlants {
  /** Its proposal is made anew when it is refused as unexpected. */
  static final Definition PLAN =
      definition(plan(1, allowed("search", false)), step("done", "plan"));

  static final Definition DEEP =
      definition(plan(2, allowed("search", false), allowed("refine", true)));

  /** What the plan relies on may be gone outside: then the plan is made anew. */
  private static final Definition LOCKED =
      definition(lock(), after(plan(1, allowed("search", false))));

  private ProposalPlants() {}

  private static Step lock() {
    Map<DivergenceKind, List<Measure>> retry =
        Map.of(DivergenceKind.REVERTED, List.of(Measure.times(Reaction.RETRY, 2)));
    return step("lock", call("lock/do", 2, false, null).reacting(retry), call("lock/undo"));
  }

  private static Step after(Step plan) {
    return Step.group(
        "plan", Map.of("lock", Level.CONFIRMED), null, Objects.requireNonNull(plan.flow()));
  }

  private static Step plan(int depth, Flow.Allowed... allow) {
    Step plain = step("plan");
    Step body =
        new Step(
            "plan",
            Map.of(),
            plain
                .action()
                .reacting(
                    Map.of(DivergenceKind.UNEXPECTED, List.of(Measure.times(Reaction.REDO, 2)))),
            plain.undo(),
            false,
            false);
    return Step.group(
        "plan", Map.of(), null, new Flow.Proposing(body, List.of(allow), 2, depth, 0));
  }

  private static Flow.Allowed allowed(String name, boolean proposes) {
    return new Flow.Allowed(step(name), proposes);
  }

  static void add(Plants plants) {
    plants.put(
        "a proposed step joins that is not on the list",
        each(e -> e instanceof SagaEvent.StepsProposed p ? with(p, "x", "bank/pay") : e),
        PLAN,
        0);
    plants.put(
        "more steps join than may be proposed",
        each(e -> e instanceof SagaEvent.StepsProposed p ? crowded(p) : e),
        PLAN,
        0);
    plants.put(
        "a proposed step begins as something else",
        each(e ->
            e instanceof SagaEvent.EffectRequested r && r.effect().place().equals("plan.a")
                ? asked(r, new Target("bank", "pay"))
                : e),
        PLAN,
        0);
    plants.put(
        "what a superseded proposal brought stays wanted",
        Tampered.without(e ->
            e instanceof SagaEvent.EffectGivenUp g
                && g.effect().isMember()
                && !g.effect().segment().equals(Flow.Proposing.BODY)),
        LOCKED,
        0);
  }

  private static SagaEvent with(SagaEvent.StepsProposed p, String name, String call) {
    List<Proposed> more = new ArrayList<>(p.steps());
    more.add(new Proposed(name, Target.parse(call), Map.of(), List.of()));
    return new SagaEvent.StepsProposed(p.at(), p.effect(), p.by(), more, null);
  }

  private static SagaEvent crowded(SagaEvent.StepsProposed p) {
    if (p.steps().isEmpty()) {
      return p;
    }
    List<Proposed> more = new ArrayList<>(p.steps());
    for (String name : List.of("d", "e", "f")) {
      more.add(new Proposed(name, p.steps().getFirst().call(), Map.of(), List.of()));
    }
    return new SagaEvent.StepsProposed(p.at(), p.effect(), p.by(), more, null);
  }

  private static SagaEvent asked(SagaEvent.EffectRequested r, Target to) {
    EffectKey key = r.effect();
    return new SagaEvent.EffectRequested(
        r.at(), key, to, r.input(), r.reliesOn(), r.sendAt(), r.until(), r.validUntil());
  }
}
