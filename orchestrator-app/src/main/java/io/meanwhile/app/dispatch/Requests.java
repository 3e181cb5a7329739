package io.meanwhile.app.dispatch;

import io.meanwhile.app.participants.Attempt;
import io.meanwhile.core.decider.Memory;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.EffectRequest.OriginalAction;
import io.meanwhile.core.participant.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the request for one ask out of the saga's durable state. Pure. */
final class Requests {
  private Requests() {}

  /** The part of a definition that says how this effect is asked for. */
  static Call call(Definition definition, EffectKey effect) {
    Step step = definition.step(effect);
    return effect.isAction()
        ? step.action()
        : Objects.requireNonNull(step.undo(), "a compensation of a step without undo");
  }

  /** Which participant is asked, and for which operation. */
  static Target target(Definition definition, Effect effect, Ask ask) {
    Target probe = ask.probe() ? call(definition, effect.key()).probe() : null;
    return probe == null ? effect.to() : probe;
  }

  /**
   * Whose word the answer is: the participant's, also where a probe goes to somebody else, unless
   * the step names that one as an observer.
   */
  static String observer(Definition definition, Effect effect, Ask ask) {
    String asked = target(definition, effect, ask).participant();
    boolean named =
        call(definition, effect.key()).confirm() instanceof Finality.Quorum rule
            && rule.of().contains(asked);
    return named ? asked : effect.to().participant();
  }

  static Attempt attempt(
      Saga saga, Definition definition, Effect effect, Ask ask, Duration grace, Reporter reporter) {
    EffectRequest request =
        new EffectRequest(
            effect.key().in(saga.id()),
            saga.id(),
            target(definition, effect, ask).operation(),
            effect.key().direction(),
            ask.probe(),
            ask.attempt(),
            effect.input(),
            original(saga, effect.key()),
            reporter,
            effect.validUntil());
    Instant until = effect.until() == null ? effect.rungSince() : effect.until();
    Call call = call(definition, effect.key());
    return new Attempt(
        request,
        effect.key(),
        call.answer(),
        until.plus(grace),
        call.with(),
        Memory.last(call, effect, ask));
  }

  private static @Nullable OriginalAction original(Saga saga, EffectKey key) {
    if (key.isAction()) {
      return null;
    }
    Effect action = saga.effect(key.undone());
    return action == null
        ? null
        : new OriginalAction(action.key().in(saga.id()), action.input(), action.result());
  }
}
