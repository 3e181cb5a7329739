package io.meanwhile.core.checker;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records with something changed that nobody but a planted bug would change. */
final class Rewritten {
  private Rewritten() {}

  static Saga effects(Saga s, Map<EffectKey, Effect> effects) {
    return saga(s, s.sequence(), effects);
  }

  static Saga sequence(Saga s, int more) {
    return saga(s, s.sequence() + more, s.effects());
  }

  private static Saga saga(Saga s, long sequence, Map<EffectKey, Effect> effects) {
    return new Saga(
        s.id(),
        s.definition(),
        sequence,
        s.input(),
        Map.of(),
        s.startedAt(),
        s.deadline(),
        s.extensions(),
        s.backward(),
        s.why(),
        s.held(),
        effects,
        s.questions(),
        s.asked(),
        s.divergences(),
        s.paused(),
        s.waiting(),
        s.ended(),
        s.completedOnce(),
        s.migrated());
  }

  static Definition steps(Definition d, List<Step> steps) {
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        steps,
        d.complete(),
        d.result(),
        d.onDivergence());
  }

  static Definition goal(Definition d, Completion other) {
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        d.steps(),
        other,
        d.result(),
        d.onDivergence());
  }

  /** Every action is believed by another rule. */
  static Definition everywhere(Definition d, Finality other) {
    return steps(
        d,
        d.steps().stream()
            .map(s ->
                new Step(
                    s.name(),
                    s.after(),
                    Examples.observed(s.action(), other),
                    s.undo(),
                    s.pivot(),
                    s.irreversible(),
                    s.when(),
                    s.undoing()))
            .toList());
  }

  static Definition finality(Definition d, Finality other) {
    return steps(
        d,
        d.steps().stream()
            .map(s ->
                new Step(
                    s.name(),
                    s.after(),
                    call(s.action(), other),
                    undo(s.undo(), other),
                    s.pivot(),
                    s.irreversible(),
                    s.when(),
                    s.undoing()))
            .toList());
  }

  private static @Nullable Call undo(@Nullable Call undo, Finality other) {
    return undo == null ? null : call(undo, other);
  }

  private static Call call(Call c, Finality other) {
    Finality confirm = c.confirm().wanted() == 0 ? c.confirm() : other;
    return new Call(
        c.to(),
        c.with(),
        c.answer(),
        c.deadline(),
        c.retry(),
        confirm,
        c.expect(),
        c.probe(),
        c.grace(),
        c.validFor(),
        c.onDivergence());
  }
}
