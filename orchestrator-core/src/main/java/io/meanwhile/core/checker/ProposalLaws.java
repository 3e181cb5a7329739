package io.meanwhile.core.checker;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Proposed;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import org.jspecify.annotations.Nullable;

/**
 * What holds for proposed steps: each is one of the list, within bounds, of the newest proposal.
 */
final class ProposalLaws {
  private final Definition definition;

  ProposalLaws(Definition definition) {
    this.definition = definition;
  }

  /** Only what is allowed joins, and nothing once the saga goes backward. */
  @Nullable Wrong proposed(Saga now, SagaEvent.StepsProposed e) {
    Effect by = now.effect(e.by());
    Flow.Proposing flow = flow(e.effect());
    if (flow == null || by == null || !e.effect().equals(by.group()) || now.backward()) {
      return new Wrong(5, e.effect() + " takes in steps that nobody may propose to it.");
    }
    if (!by.satisfies(Level.FINAL)) {
      return new Wrong(6, e.by() + " is read although it is not final.");
    }
    for (Proposed step : e.steps()) {
      if (flow.allow().stream().noneMatch(one -> one.call().equals(step.call()))) {
        return new Wrong(5, step.name() + " joins, and its call is not allowed: " + step.call());
      }
    }
    return others(now, e, flow) + e.steps().size() > flow.max()
        ? new Wrong(7, e.effect() + " takes in more steps than may be proposed.")
        : null;
  }

  private static int others(Saga now, SagaEvent.StepsProposed e, Flow.Proposing flow) {
    String root = e.effect().place();
    for (int i = 0; i < flow.level(); i++) {
      root = root.substring(0, root.lastIndexOf('.'));
    }
    int others = 0;
    for (Effect effect : now.all()) {
      Members members = effect.members();
      boolean below = (effect.key().place() + ".").startsWith(root + ".");
      if (members != null && below && effect.wanted() && !effect.key().equals(e.effect())) {
        others += members.proposed().size();
      }
    }
    return others;
  }

  private Flow.@Nullable Proposing flow(EffectKey group) {
    return definition.step(group.place()).flow() instanceof Flow.Proposing flow ? flow : null;
  }

  /** A proposed step begins only on the newest proposal, as what that says it is. */
  @Nullable Wrong begins(Saga now, SagaEvent.EffectRequested e, Effect group) {
    Flow.Proposing flow = flow(group.key());
    Members members = group.members();
    if (flow == null || members == null || e.effect().segment().equals(Flow.Proposing.BODY)) {
      return null;
    }
    EffectKey by = members.by();
    Effect proposal = by == null ? null : now.effect(by);
    if (by == null || proposal == null || proposal.givenUp() || !e.reliesOn().contains(by)) {
      return new Wrong(5, e.effect() + " begins on a proposal that does not count.");
    }
    boolean named =
        members.proposed().stream()
            .anyMatch(one -> one.name().equals(e.effect().segment()) && one.call().equals(e.to()));
    return named ? null : new Wrong(5, e.effect() + " begins, and was not proposed.");
  }

  /** Nothing that a proposal brought outlives it. */
  static @Nullable Wrong givenUp(Saga now, SagaEvent.EffectGivenUp e) {
    boolean without = e.afterwards() == Afterwards.WITHOUT; // the saga goes on as if it stood
    if (without || !e.effect().segment().equals(Flow.Proposing.BODY)) {
      return null;
    }
    for (Effect effect : now.all()) {
      if (effect.wanted() && effect.reliedOn().contains(e.effect())) {
        return new Wrong(5, effect.key() + " is still wanted, and its proposal is given up.");
      }
    }
    return null;
  }

  /** What was proposed before is not wanted any more once another proposal is asked for. */
  static @Nullable Wrong asked(Saga now, SagaEvent.EffectRequested e) {
    boolean anew = e.effect().generation() > 1 && e.effect().segment().equals(Flow.Proposing.BODY);
    if (anew) {
      EffectKey before = EffectKey.action(e.effect().place(), e.effect().generation() - 1);
      for (Effect effect : now.all()) {
        if (effect.wanted() && effect.reliedOn().contains(before)) {
          return new Wrong(5, effect.key() + " is still wanted, and its proposal is not.");
        }
      }
    }
    return null;
  }
}
