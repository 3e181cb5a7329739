package io.meanwhile.core.checker;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model's laws about word: what may be believed, and what must be told. */
final class WordLaws {
  private final Definition definition;

  WordLaws(Definition definition) {
    this.definition = definition;
  }

  @Nullable Wrong observed(
      Saga before, SagaCommand.Observe command, List<SagaEvent> events, Saga after) {
    Observation said = command.observation();
    EffectKey key = said.effect();
    Effect about = before.effect(key);
    if (about == null || about.rung() == Rung.SKIPPED) {
      return events.stream().anyMatch(SagaEvent.StrayRecorded.class::isInstance)
          ? null
          : new Wrong(4, "Word about " + key + ", which was never requested, is not recorded.");
    }
    if (events.isEmpty() && about.asksNobody()) {
      return null; // nobody's word is wanted any more
    }
    boolean recorded =
        !events.isEmpty()
            && events.getFirst() instanceof SagaEvent.ObservationRecorded e
            && e.observation().effect().equals(key)
            && e.observation().status() == said.status()
            && e.observation().observer().equals(said.observer());
    if (!recorded) {
      return new Wrong(4, "The word " + said.status() + " about " + key + " is not recorded.");
    }
    Effect was = before.effect(key);
    Effect is = after.effect(key);
    if (was == null || is == null) {
      return new Wrong(3, key + " is lost.");
    }
    Wrong elsewhere = Neighbours.moved(before, key, is, after);
    if (elsewhere != null) {
      return elsewhere;
    }
    boolean stranger = !isNamed(said.observer(), was);
    boolean nothing = said.status() == Report.UNKNOWN && !was.expired(); // past it, a refusal
    boolean silent = stranger || nothing;
    if (silent && was.rung() != is.rung()) {
      return new Wrong(4, said.status() + " by " + said.observer() + " moves " + key + ".");
    }
    Wrong hasty = hasty(events, said, was, is);
    return hasty != null ? hasty : settledStays(events, said, was, is);
  }

  /** The participant, unless the step names its observers. */
  private boolean isNamed(String observer, Effect effect) {
    Call call = call(effect.key());
    Finality believed = call == null ? new Finality.Reply() : call.confirm();
    return believed instanceof Finality.Quorum quorum
        ? quorum.of().contains(observer)
        : observer.equals(effect.to().participant());
  }

  private @Nullable Call call(EffectKey key) {
    Step step = definition.step(key.place());
    return key.isAction() ? step.action() : step.undo();
  }

  /**
   * Final only with as many confirmations as are wanted; a result that was not expected is told.
   */
  private @Nullable Wrong hasty(List<SagaEvent> events, Observation said, Effect was, Effect is) {
    Call call = call(said.effect());
    if (call == null) {
      return new Wrong(5, said.effect() + " has nothing that could be asked.");
    }
    boolean over = is.rung() == Rung.FINAL || is.rung() == Rung.VOID;
    boolean alone = !(call.confirm() instanceof Finality.Quorum);
    boolean few = alone && said.depth() != null && said.depth() < call.confirm().wanted();
    if (over && few && was.rung() != is.rung()) {
      return new Wrong(4, said.effect() + " is " + is.rung() + " with too few confirmations.");
    }
    boolean bad =
        call.expect() != null
            && Outside.UNEXPECTED.equals(is.result())
            && !Outside.UNEXPECTED.equals(was.result())
            && is.stands() == Stands.YES
            && !was.givenUp();
    return bad
            && !diverged(events, DivergenceKind.UNEXPECTED)
            && !diverged(events, DivergenceKind.REVERTED)
        ? new Wrong(4, "A result that was not expected of " + said.effect() + " is taken.")
        : null;
  }

  /** One accepted resolution at a time; what contradicts it is shown. */
  private static @Nullable Wrong settledStays(
      List<SagaEvent> events, Observation said, Effect was, Effect is) {
    boolean broken = diverged(events, DivergenceKind.BROKEN);
    boolean left = was.rung() != is.rung() && (was.rung() == Rung.FINAL || was.rung() == Rung.VOID);
    if (left && !broken) {
      return new Wrong(
          4,
          said.effect() + " was " + was.rung() + " and is " + is.rung() + ", and nobody is told.");
    }
    boolean stood = said.status() == Report.FINAL || said.status() == Report.CONFIRMED;
    boolean shown = broken || diverged(events, DivergenceKind.DISPUTED);
    boolean denies =
        was.rung() == Rung.FINAL
            && (said.status() == Report.REFUSED || said.status() == Report.REVERTED);
    if ((denies || (stood && was.rung() == Rung.VOID)) && !shown) {
      return new Wrong(
          4,
          said.status()
              + " contradicts "
              + was.rung()
              + " of "
              + said.effect()
              + ", and nobody is told.");
    }
    boolean rises = was.stands() != Stands.YES && is.stands() == Stands.YES;
    boolean late = rises && was.givenUp() && is.key().isAction();
    if (late && !broken && !diverged(events, DivergenceKind.LATE)) {
      return new Wrong(4, said.effect() + " stands although given up, and nobody is told.");
    }
    return null;
  }

  /** It is told; while the saga is paused the reaction to it waits. */
  static boolean diverged(List<SagaEvent> events, DivergenceKind kind) {
    for (SagaEvent event : events) {
      boolean told = event instanceof SagaEvent.Diverged d && d.kind() == kind;
      if (told || (event instanceof SagaEvent.ReactionHeld held && held.kind() == kind)) {
        return true;
      }
    }
    return false;
  }
}
